import { callApi } from '../ui/callApi.ts'

/** Another business that the account of the reader belongs to. */
export type OtherTenant = { name: string; slug: string; url: string }

// Asked once for a page load: the frame is drawn anew with every screen.
let asked: Promise<OtherTenant[]> | undefined

/** The tenants of the account beside this one; none where they cannot be told. */
export function otherTenants(here: string): Promise<OtherTenant[]> {
  asked ??= callApi<{ docs: OtherTenant[] }>('GET', '/api/auth/tenants').then(
    ({ docs }) => docs.filter(({ slug }) => slug !== here),
    () => [],
  )

  return asked
}

/** Goes over to another tenant with a code that is good once. */
export async function switchTenant(slug: string): Promise<void> {
  const { url } = await callApi<{ url: string }>('POST', '/api/auth/switch', { tenant: slug })
  window.location.assign(url)
}

/** Ends the session and shows the sign-in page. */
export async function signOut(): Promise<void> {
  await fetch('/api/auth/logout', { credentials: 'same-origin', method: 'POST' })
  // A whole page load, so that nothing of the session stays in the browser's memory.
  window.location.assign('/login')
}
