'use client'

import { useEffect, useState } from 'react'

import type { CollectionView } from '../../screens/index.ts'
import { callApi } from '../ui/callApi.ts'

/** A collection as the reader may see it; undefined until it is there. */
export function useCollection(slug: string): CollectionView | undefined {
  const [view, setView] = useState<CollectionView | undefined>()

  useEffect(() => {
    const aborted = new AbortController()
    const query = new URLSearchParams({ input: JSON.stringify({ collection: slug }) })
    callApi<CollectionView>('GET', `/api/screens/collection?${query.toString()}`, undefined, {
      signal: aborted.signal,
    })
      .then(setView)
      .catch(() => {
        if (!aborted.signal.aborted) {
          setView(undefined)
        }
      })

    return () => {
      aborted.abort()
    }
  }, [slug])

  return view?.slug === slug ? view : undefined
}
