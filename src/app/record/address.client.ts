'use client'

/** Writes a part of what the page shows into its address, without leaving an entry to go back to. */
export function writeAddress(name: string, value: null | string): void {
  const url = new URL(window.location.href)
  if (value === null) {
    url.searchParams.delete(name)
  } else {
    url.searchParams.set(name, value)
  }
  window.history.replaceState(window.history.state, '', url)
}
