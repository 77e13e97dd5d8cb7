import type { RecordDoc } from 'tenon/plugin'

/** The dates a deal gets on entering a stage. */
export type StageDates = {
  closeDate: unknown
  lostAt: null | string
  stageEnteredAt: string
  wonAt: null | string
}

/**
 * When a deal entered a stage. A new deal may tell of the past, as imported ones do: its own dates
 * then say when it was engaged or closed, as far as they are not in the future.
 */
export function datesOfStage(args: {
  deal: RecordDoc
  isNew: boolean
  kind: 'lost' | 'open' | 'won'
  now: Date
}): StageDates {
  const { deal, isNew, kind, now } = args
  const isClosed = kind !== 'open'
  const told = isNew ? toldInstant(deal, isClosed, now) : undefined
  const enteredAt = told ?? now.toISOString()

  return {
    closeDate:
      (deal['closeDate'] ?? null) === null && isClosed ? enteredAt.slice(0, 10) : deal['closeDate'],
    lostAt: kind === 'lost' ? enteredAt : null,
    stageEnteredAt: enteredAt,
    wonAt: kind === 'won' ? enteredAt : null,
  }
}

function toldInstant(deal: RecordDoc, isClosed: boolean, now: Date): string | undefined {
  const given = deal['stageEnteredAt']
  const day = isClosed ? (deal['closeDate'] ?? deal['engagedOn']) : deal['engagedOn']
  const told =
    typeof given === 'string' ? given : typeof day === 'string' ? `${day}T12:00:00.000Z` : ''
  const instant = new Date(told)

  return Number.isNaN(instant.getTime()) || instant > now ? undefined : instant.toISOString()
}
