'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** The language of the page; English until the browser has it. */
export function useLanguage(): string {
  return useSyncExternalStore(
    never,
    () => document.documentElement.lang,
    () => 'en',
  )
}
