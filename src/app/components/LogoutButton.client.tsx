'use client'

import { LogOutIcon, useTranslation } from '@payloadcms/ui'

async function signOut(): Promise<void> {
  await fetch('/api/auth/logout', { credentials: 'same-origin', method: 'POST' })
  // A whole page load, so that nothing of the session stays in the browser's memory.
  window.location.assign('/login')
}

/** Ends the session and shows the sign-in page. */
export function LogoutButton({ tabIndex = 0 }: { tabIndex?: number }) {
  const { t } = useTranslation()
  const label = t('authentication:logOut')

  return (
    <button
      aria-label={label}
      className="nav__log-out tenon-log-out"
      onClick={() => void signOut()}
      tabIndex={tabIndex}
      title={label}
      type="button"
    >
      <LogOutIcon />
    </button>
  )
}
