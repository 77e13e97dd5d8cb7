'use client'

import { useRouteTransition } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useCallback } from 'react'

/** Goes to an address of the admin without loading the whole page anew. */
export function useGo(): (place: string) => void {
  const router = useRouter()
  const { startRouteTransition } = useRouteTransition()

  return useCallback(
    (place) => {
      startRouteTransition(() => {
        router.push(place)
      })
    },
    [router, startRouteTransition],
  )
}
