import type { PendingChange, RecordDoc } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'

/**
 * Keeps the times of activities in step: `done` and `doneAt` follow each other, nothing ends before it
 * starts, `at` says when it takes place, and an activity belongs to whom it is assigned unless an owner
 * is named.
 */
export function timeActivities(
  changes: readonly PendingChange[],
  { now }: { now: Date },
): Promise<void> {
  for (const { after, before, input, refuse } of changes) {
    if (after === null) {
      continue
    }
    followDone(after, before, now)
    followAssignee(after, before, input)
    if (
      isText(after['startAt']) &&
      isText(after['endAt']) &&
      isEarlier(after['endAt'], after['startAt'])
    ) {
      refuse(crmErrors.ACTIVITY_ENDS_EARLY({ field: 'endAt' }))
    }
    after['at'] =
      after['startAt'] ?? after['dueAt'] ?? after['doneAt'] ?? after['createdAt'] ?? null
  }

  return Promise.resolve()
}

function followDone(after: RecordDoc, before: null | RecordDoc, now: Date): void {
  const isDone = after['done'] === true
  const wasDone = before?.['done'] === true
  if (isDone !== wasDone) {
    after['doneAt'] = isDone ? (after['doneAt'] ?? now.toISOString()) : null
  } else if ((after['doneAt'] ?? null) !== (before?.['doneAt'] ?? null)) {
    after['done'] = (after['doneAt'] ?? null) !== null
  }
}

function followAssignee(
  after: RecordDoc,
  before: null | RecordDoc,
  input: Record<string, unknown>,
): void {
  const assignee = after['assignee'] ?? null
  const moved = assignee !== null && assignee !== (before?.['assignee'] ?? null)
  const named = (input['owner'] ?? null) !== null && after['owner'] !== (before?.['owner'] ?? null)
  if (moved && !named && (before === null || before['owner'] === before['assignee'])) {
    after['owner'] = assignee
  }
}

function isEarlier(one: string, other: string): boolean {
  return new Date(one).getTime() < new Date(other).getTime()
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
