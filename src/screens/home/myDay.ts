import type { RecordDoc, RecordQuery } from '../../collection/index.ts'
import { compileRead, levelHere, modelOf } from '../../collection/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import type { ScreenReader } from '../types.ts'
import { isReadable } from './dashboardOf.ts'
import { addDays, startOfDay } from './periods.ts'
import type { DayActivity, DayDeal, MyDay } from './types.ts'

const TASKS = 30
const APPOINTMENTS = 30
const DEALS = 8

/** What a reader's day is made of; null where they may not read what a part is about. */
export type MyDayPlan = {
  appointments: null | RecordQuery
  deals: null | RecordQuery
  tasks: null | RecordQuery
}

/** Plans to read the tasks due by tonight, the appointments of today and the reader's next deals to close. */
export function planMyDay(
  reader: ScreenReader,
  day: { timeZone: string; today: string },
): MyDayPlan {
  const me = reader.principal.userId
  const begins = startOfDay(day.today, day.timeZone).toISOString()
  const ends = startOfDay(addDays(day.today, 1), day.timeZone).toISOString()
  const alive = { deletedAt: { exists: false } }
  const activities = (where: object, sort: string, limit: number) =>
    planned(reader, 'activities', {
      limit: limit + 1,
      sort,
      where: { and: [{ assignee: { equals: me } }, alive, where] },
    })

  return {
    appointments: activities(
      { startAt: { greater_than_equal: begins, less_than: ends } },
      'startAt',
      APPOINTMENTS,
    ),
    deals: planned(reader, 'deals', {
      limit: DEALS + 1,
      sort: 'closeDate',
      where: { and: [{ owner: { equals: me } }, alive, { stageKind: { equals: 'open' } }] },
    }),
    tasks: activities(
      { done: { equals: false }, dueAt: { less_than: ends }, startAt: { exists: false } },
      'dueAt',
      TASKS,
    ),
  }
}

/** A reader's day from the records that its plan has found. */
export function myDayOf(
  found: Readonly<Record<keyof MyDayPlan, null | readonly RecordDoc[]>>,
  today: string,
): MyDay {
  const { appointments, deals, tasks } = found

  return {
    appointments: appointments?.slice(0, APPOINTMENTS).map(activityOf) ?? null,
    deals: deals && { docs: deals.slice(0, DEALS).map(dealOf), hasMore: deals.length > DEALS },
    tasks: tasks && { docs: tasks.slice(0, TASKS).map(activityOf), hasMore: tasks.length > TASKS },
    today,
  }
}

function planned(
  reader: ScreenReader,
  collection: string,
  query: { limit: number; sort: string; where: Record<string, unknown> },
): null | RecordQuery {
  if (!isReadable(collection, reader)) {
    return null
  }
  try {
    compileRead({ collection, ...query })

    return { collection, ...query }
  } catch (error) {
    // A field that the reader may not see: their day is without this part.
    if (isTenonError(error, 'RECORD_QUERY_INVALID')) {
      return null
    }
    throw error
  }
}

function activityOf(doc: RecordDoc): DayActivity {
  return {
    canFinish: levelHere(modelOf('activities'), 'update') !== 'none',
    done: doc['done'] === true,
    dueAt: textOf(doc['dueAt']),
    endAt: textOf(doc['endAt']),
    id: doc.id,
    priority: textOf(doc['priority']),
    startAt: textOf(doc['startAt']),
    subject: textOf(doc['subject']) ?? '',
    type: textOf(doc['type']) ?? '',
    version: Number(doc['version'] ?? 0),
  }
}

function dealOf(doc: RecordDoc): DayDeal {
  return {
    amount: typeof doc['amount'] === 'number' ? doc['amount'] : null,
    closeDate: textOf(doc['closeDate']),
    company: textOf(doc['company']),
    currency: textOf(doc['currency']),
    id: doc.id,
    stage: textOf(doc['stage']),
    title: textOf(doc['title']) ?? '',
  }
}

function textOf(value: unknown): null | string {
  return typeof value === 'string' ? value : null
}
