import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'

type PipelineRow = { id: string; key: string; last: null | number }

const STEP = 10
const WON = /\b(won|gewonnen)\b/i
const LOST = /\b(lost|verloren)\b/i

/** Completes new stages: default pipeline, kind told by the name, last place, key of its own. */
export async function completeStages(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const live = changes.flatMap(({ after, before, input, refuse }) =>
    after === null ? [] : [{ after, before, input, refuse }],
  )
  for (const { after, refuse } of live) {
    const field = ['allowedFrom', 'requiredFields'].find((path) => !isList(after[path]))
    if (field !== undefined) {
      refuse(crmErrors.STAGE_LIST_INVALID({ field }))
    }
  }
  const created = live.filter(({ before }) => before === null)
  if (created.length === 0) {
    return
  }
  const pipelines = await transaction.query<PipelineRow>(
    `select p.id, p.key, max(s."order") as last
       from pipelines p
       left join stages s on s.tenant_id = $1 and s.pipeline_id = p.id
      where p.tenant_id = $1
      group by p.id, p.key, p.is_default
      order by p.is_default is true desc, p.key`,
    [tenantId],
  )
  for (const { after, input } of created) {
    complete(after, (input['key'] ?? null) !== null, pipelines)
  }
}

function complete(stage: RecordDoc, hasKey: boolean, pipelines: readonly PipelineRow[]): void {
  stage['pipeline'] ??= pipelines[0]?.id ?? null
  stage['kind'] ??= kindOf(stage['title'])
  const pipeline = pipelines.find(({ id }) => id === stage['pipeline'])
  if (pipeline === undefined) {
    return
  }
  if ((stage['order'] ?? null) === null) {
    pipeline.last = (pipeline.last ?? 0) + STEP
    stage['order'] = pipeline.last
  }
  if (!hasKey && typeof stage['key'] === 'string') {
    stage['key'] = `${pipeline.key}.${stage['key']}`.slice(0, 100)
  }
}

function kindOf(title: unknown): 'lost' | 'open' | 'won' {
  if (typeof title !== 'string') {
    return 'open'
  }
  if (WON.test(title)) {
    return 'won'
  }

  return LOST.test(title) ? 'lost' : 'open'
}

function isList(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (Array.isArray(value) && value.every((one) => typeof one === 'string'))
  )
}
