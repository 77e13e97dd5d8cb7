'use client'

import { useNav, usePreferences } from '@payloadcms/ui'

// Where the navigation is a drawer, how it was left says nothing about the next screen.
const DRAWER = '(max-width: 1440px)'

/** Closes the navigation, and keeps it so where it stands beside the screens. */
export function useCloseNav(): () => void {
  const { setNavOpen } = useNav()
  const { setPreference } = usePreferences()

  return () => {
    setNavOpen(false)
    if (!window.matchMedia(DRAWER).matches) {
      void setPreference('nav', { open: false }, true)
    }
  }
}
