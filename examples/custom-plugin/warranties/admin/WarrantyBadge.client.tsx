'use client'

import { useSyncExternalStore } from 'react'

import { translate } from '../translations/index.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 30

const never = () => () => undefined

/** The last day of a warranty in a list, with the days that are left. */
export function WarrantyBadge({ cellData }: { cellData?: unknown }) {
  // Only the browser knows its language and what day it is; until then the date stands alone.
  const language = useSyncExternalStore(
    never,
    () => document.documentElement.lang,
    () => undefined,
  )
  if (typeof cellData !== 'string') {
    return null
  }
  const day = cellData.slice(0, 10)
  const left = language === undefined ? undefined : daysUntil(day)

  return (
    <span data-warranty-ends={day}>
      <time dateTime={day}>{left === undefined ? day : shown(day, language)}</time>
      {left === undefined ? null : (
        <span style={left > SOON_DAYS ? CALM : LOUD}>{remaining(left, language)}</span>
      )}
    </span>
  )
}

const CALM = { color: 'var(--theme-elevation-500)', marginInlineStart: '0.75em' }
const LOUD = { ...CALM, color: 'var(--theme-error-500)' }

function daysUntil(day: string): number {
  const now = new Date()
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())

  return Math.round((Date.parse(`${day}T00:00:00Z`) - today) / DAY_MS)
}

function remaining(days: number, language = 'en'): string {
  if (days < 0) {
    return translate(language, 'badge.over')
  }

  return days === 0
    ? translate(language, 'badge.today')
    : translate(language, 'badge.days', { count: days })
}

function shown(day: string, language = 'en'): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}
