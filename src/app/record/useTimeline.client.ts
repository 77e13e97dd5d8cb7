'use client'

import { useTranslation } from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState } from 'react'

import type { TimelineKind, timelineScreen } from '../../screens/index.ts'
import { readScreen } from '../ui/useScreen.client.ts'
import { complain } from './complain.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import type { TimelineData } from './types.ts'

const MOST = 100
const ROWS = 25

/** The timeline of the page's record: kept to a kind, read on page by page, and anew after every change. */
export function useTimeline(
  first: TimelineData,
  kind: TimelineKind,
): { data: TimelineData; isLoading: boolean; more: () => void } {
  const { i18n } = useTranslation()
  const { data: record, round } = useRecordState()
  const [data, setData] = useState(first)
  const [isLoading, setLoading] = useState(false)
  const key = `${kind} ${String(round)}`
  const shown = useRef(key)
  const length = useRef(0)
  const asked = useRef<string | null>(null)
  length.current = data.entries.length
  const { id } = record.doc
  const { slug } = record.collection

  const read = useCallback(
    (further: { after?: string; limit?: number }, signal?: AbortSignal) =>
      readScreen<typeof timelineScreen>(
        'record-timeline',
        { collection: slug, id, kind, language: i18n.language, limit: ROWS, ...further },
        signal === undefined ? {} : { signal },
      ),
    [i18n.language, id, kind, slug],
  )

  useEffect(() => {
    if (shown.current === key) {
      return
    }
    const isSameKind = shown.current.split(' ')[0] === kind
    const aborted = new AbortController()
    const limit = isSameKind ? Math.min(Math.max(length.current, ROWS), MOST) : ROWS
    setLoading(true)
    read({ limit }, aborted.signal).then(
      (page) => {
        shown.current = key
        asked.current = null
        setData(page)
        setLoading(false)
      },
      (error: unknown) => {
        if (!aborted.signal.aborted) {
          setLoading(false)
          complain(error)
        }
      },
    )

    return () => {
      aborted.abort()
    }
  }, [key, kind, read])

  const more = useCallback(() => {
    const { next } = data
    if (next === null || asked.current === next) {
      return
    }
    asked.current = next
    setLoading(true)
    read({ after: next }).then(
      (page) => {
        setData((last) => (last.next === next ? joined(last, page) : last))
        setLoading(false)
      },
      (error: unknown) => {
        asked.current = null
        setLoading(false)
        complain(error)
      },
    )
  }, [data, read])

  return { data, isLoading, more }
}

function joined(one: TimelineData, other: TimelineData): TimelineData {
  const titles: Record<string, Readonly<Record<string, string>>> = { ...one.titles }
  for (const [slug, names] of Object.entries(other.titles)) {
    titles[slug] = { ...titles[slug], ...names }
  }
  const known = new Set(one.entries.map((entry) => `${entry.kind} ${entry.id}`))

  return {
    ...other,
    entries: [
      ...one.entries,
      ...other.entries.filter((entry) => !known.has(`${entry.kind} ${entry.id}`)),
    ],
    titles,
  }
}
