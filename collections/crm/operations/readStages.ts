import type { RuleContext } from 'tenon/plugin'

/** A stage as the rules of deals see it. */
export type StageRow = {
  allowed_from: unknown
  id: string
  is_default: boolean | null
  key: string
  kind: 'lost' | 'open' | 'won'
  pipeline_id: string
  required_fields: unknown
  title: null | string
}

/** Every stage of the tenant, default pipeline first, in the order of each pipeline. */
export function readStages({ tenantId, transaction }: RuleContext): Promise<StageRow[]> {
  return transaction.query<StageRow>(
    `select s.id, s.key, s.title, s.kind, s.pipeline_id, s.allowed_from, s.required_fields,
            p.is_default
       from stages s
       join pipelines p on p.tenant_id = $1 and p.id = s.pipeline_id
      where s.tenant_id = $1
      order by p.is_default is true desc, p.key, s."order", s.id`,
    [tenantId],
  )
}
