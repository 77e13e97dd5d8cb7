'use client'

import { useEffect, useState } from 'react'

import type { Label } from '../../fields/types.ts'
import type { NamedRecord, paletteScreen } from '../../screens/index.ts'
import { callApi } from '../ui/callApi.ts'
import { readScreen } from '../ui/useScreen.client.ts'
import { readRecent } from './recent.ts'

/** A record that a search found, and where in it the words stand. */
export type Hit = NamedRecord & { match: { field: string; fragment: string } }

const DELAY_MS = 120
const SHORTEST = 2
const MOST = 20

type Found = { hits: readonly Hit[]; isFailed: boolean; text: string }

/** Records that fit what is typed: asked once typing pauses, and answers to older questions are dropped. */
export function usePaletteSearch(text: string): Found & { isSearching: boolean } {
  const asked = text.trim()
  const [found, setFound] = useState<Found>({ hits: [], isFailed: false, text: '' })
  const isAsking = asked.length >= SHORTEST

  useEffect(() => {
    if (!isAsking) {
      return
    }
    const aborted = new AbortController()
    const timer = setTimeout(() => {
      const query = new URLSearchParams({ limit: String(MOST), q: asked })
      callApi<{ docs: Hit[] }>('GET', `/api/search?${query.toString()}`, undefined, {
        signal: aborted.signal,
      })
        .then(({ docs }) => {
          setFound({ hits: docs, isFailed: false, text: asked })
        })
        .catch(() => {
          if (!aborted.signal.aborted) {
            setFound({ hits: [], isFailed: true, text: asked })
          }
        })
    }, DELAY_MS)

    return () => {
      clearTimeout(timer)
      aborted.abort()
    }
  }, [asked, isAsking])

  return isAsking
    ? { ...found, isSearching: found.text !== asked }
    : { hits: [], isFailed: false, isSearching: false, text: '' }
}

/** What the palette shows before anything is typed: the records seen last, by what they are called now. */
export function usePaletteStart(key: string): {
  fields: Readonly<Record<string, Readonly<Record<string, Label>>>>
  recent: readonly NamedRecord[]
} {
  const [start, setStart] = useState<{
    fields: Record<string, Record<string, Label>>
    recent: NamedRecord[]
  }>({ fields: {}, recent: [] })
  useEffect(() => {
    const aborted = new AbortController()
    readScreen<typeof paletteScreen>(
      'palette',
      { recent: readRecent(key) },
      { signal: aborted.signal },
    )
      .then(setStart)
      .catch(() => {
        // Without them the palette still searches and acts.
      })

    return () => {
      aborted.abort()
    }
  }, [key])

  return start
}
