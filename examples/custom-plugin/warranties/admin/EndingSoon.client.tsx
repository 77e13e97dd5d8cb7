'use client'

import { useEffect, useState } from 'react'

import { translate } from '../translations/index.ts'
import { useLanguage } from './useLanguage.client.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 30

/** How many warranties end within a month, below the navigation; leads to their list. */
export function EndingSoon() {
  const language = useLanguage()
  const [count, setCount] = useState<number>()
  useEffect(() => {
    const aborted = new AbortController()
    void countEnding(aborted.signal).then(setCount, () => undefined)

    return () => {
      aborted.abort()
    }
  }, [])

  return (
    <a data-warranties-ending={count ?? ''} href="/admin/collections/warranties" style={LOOK}>
      {count === undefined
        ? translate(language, 'ending.unknown')
        : translate(language, 'ending.soon', { count })}
    </a>
  )
}

const LOOK = { color: 'var(--theme-elevation-650)', fontSize: '12px', padding: '4px 8px' }

async function countEnding(signal: AbortSignal): Promise<number> {
  const day = (offset: number) =>
    new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length)
  const query = new URLSearchParams({
    'where[endsOn][greater_than_equal]': day(0),
    'where[endsOn][less_than_equal]': day(SOON_DAYS),
    'where[status][equals]': 'active',
  })
  const answer = await fetch(`/api/warranties/count?${query.toString()}`, { signal })
  const { totalDocs } = (await answer.json()) as { totalDocs: number }

  return totalDocs
}
