import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'
import { datesOfStage } from './datesOfStage.ts'
import { readStages } from './readStages.ts'
import type { StageRow } from './readStages.ts'

type LiveChange = PendingChange & { after: RecordDoc }

/**
 * Puts deals into a stage of their pipeline: the first open one when none is named. Refuses forbidden
 * moves and stages whose required fields are empty, and keeps state, dates and reason in step.
 */
export async function placeDeals(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const live = changes.filter((change): change is LiveChange => change.after !== null)
  if (live.some((change) => isMoved(change) || hasEmptied(change))) {
    const stages = await readStages(context)
    for (const change of live) {
      place(change, stages, context.now)
    }
  }
  for (const { after } of live) {
    if (after['stageKind'] !== 'lost') {
      after['lostReason'] = null
    }
  }
}

function isMoved({ after, before }: LiveChange): boolean {
  return (
    before === null ||
    after['stage'] !== before['stage'] ||
    after['pipeline'] !== before['pipeline']
  )
}

function hasEmptied({ after, before }: LiveChange): boolean {
  return Object.keys(before ?? {}).some((path) => isEmpty(after[path]) && !isEmpty(before?.[path]))
}

function place(change: LiveChange, stages: readonly StageRow[], now: Date): void {
  const { after, before, refuse } = change
  if (isMoved(change)) {
    const stage = chooseStage(change, stages)
    if (stage === undefined) {
      return
    }
    const from = stages.find(({ id }) => id === before?.['stage'])
    if (from !== undefined && from.id !== stage.id && !isAllowed(stage, from)) {
      refuse(
        crmErrors.DEAL_TRANSITION_FORBIDDEN({
          field: 'stage',
          from: nameOf(from),
          to: nameOf(stage),
        }),
      )
    }
    after['stage'] = stage.id
    after['pipeline'] = stage.pipeline_id
    if (from?.id !== stage.id) {
      after['stageKind'] = stage.kind
      Object.assign(
        after,
        datesOfStage({ deal: after, isNew: before === null, kind: stage.kind, now }),
      )
    }
  }
  checkRequired(change, stages)
}

/** The stage a deal shall stand in; undefined after a refusal or for an id that the key will refuse. */
function chooseStage(change: LiveChange, stages: readonly StageRow[]): StageRow | undefined {
  const { after, before, refuse } = change
  const named = stages.find(({ id }) => id === after['stage'])
  const pipeline = after['pipeline'] ?? null
  const isNewPipeline = pipeline !== null && pipeline !== (before?.['pipeline'] ?? null)
  if (isEmpty(after['stage']) || (isNewPipeline && after['stage'] === before?.['stage'])) {
    const wanted = pipeline ?? stages[0]?.pipeline_id
    const first = stages.find(({ kind, pipeline_id }) => pipeline_id === wanted && kind === 'open')
    if (first === undefined) {
      refuse(crmErrors.DEAL_STAGE_MISSING({ field: 'stage' }))
    }

    return first
  }
  if (named !== undefined && isNewPipeline && named.pipeline_id !== pipeline) {
    refuse(crmErrors.DEAL_STAGE_FOREIGN({ field: 'stage' }))
  }

  return named
}

function isAllowed(stage: StageRow, from: StageRow): boolean {
  const allowed: unknown[] = Array.isArray(stage.allowed_from) ? stage.allowed_from : []

  return allowed.length === 0 || allowed.includes(from.key) || allowed.includes(from.id)
}

function checkRequired(change: LiveChange, stages: readonly StageRow[]): void {
  const { after, before, refuse } = change
  const stage = stages.find(({ id }) => id === after['stage'])
  const required: unknown[] = Array.isArray(stage?.required_fields) ? stage.required_fields : []
  const field = required.find(
    (path): path is string =>
      typeof path === 'string' &&
      isEmpty(after[path]) &&
      (isMoved(change) || !isEmpty(before?.[path])),
  )
  if (field !== undefined && stage !== undefined) {
    refuse(crmErrors.DEAL_FIELD_REQUIRED({ field, stage: nameOf(stage) }))
  }
}

function nameOf(stage: StageRow): string {
  return stage.title ?? stage.key
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
