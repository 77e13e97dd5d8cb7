'use client'

import { useNav, usePreferences } from '@payloadcms/ui'
import { useEffect } from 'react'

// Between a tablet and a wide screen Payload closes the navigation on every load.
const ROOMY = '(min-width: 1025px) and (max-width: 1440px)'

/** Keeps the navigation as its reader left it on screens that have room for it. */
export function KeepNavOpen() {
  const { setNavOpen } = useNav()
  const { getPreference } = usePreferences()

  useEffect(() => {
    let isGone = false
    const restore = async () => {
      const left = await getPreference<null | { open?: boolean }>('nav')
      if (!isGone && window.matchMedia(ROOMY).matches && left?.open !== false) {
        setNavOpen(true)
      }
    }
    void restore()

    return () => {
      isGone = true
    }
  }, [getPreference, setNavOpen])

  return null
}
