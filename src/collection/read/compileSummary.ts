import type { Statement } from '../../kernel/db/index.ts'
import { visibleField } from '../access/fieldsOf.ts'
import { levelHere } from '../access/levels.ts'
import { recordErrors } from '../errors.ts'
import { modelOf } from '../model/registry.ts'
import type { CollectionModel, FieldModel } from '../types.ts'
import { sortExpression } from './compileSort.ts'
import { compileWhere } from './compileWhere.ts'
import { Parameters } from './parameters.ts'
import { kindAt } from './sortKeys.ts'
import type { Measure, SummaryQuery } from './summariseRecords.ts'

type Context = { model: CollectionModel; parameters: Parameters; query: SummaryQuery }

type Key = { label: string; sql: string; timed: boolean }

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number'])
const ORDERED: ReadonlySet<string> = new Set(['date', 'instant', 'integer', 'number'])

/** The statement of a summary: one row a group with its facts as JSON, one row more than its limit. */
export function compileSummary(
  model: CollectionModel,
  query: SummaryQuery & { limit: number },
  tenantId: string,
): Statement {
  const parameters = new Parameters(tenantId)
  const context = { model, parameters, query }
  const keys = keysOf(context)
  const fields = measuredFields(context)
  const currency = currencyOf(model)
  const at = (name: string, list: readonly unknown[]) => list.map((_one, i) => `${name}${i}`)
  const columns = [
    ...keys.map(({ sql }, i) => `${sql} as k${i}`),
    ...fields.map(({ column }, i) => `t."${column}" as m${i}`),
    `${currency === undefined ? 'null::text' : `t."${currency.column}"`} as currency`,
  ]
  const condition = compileWhere(model, query.where, 't', parameters)
  const rows = `select ${columns.join(', ')} from ${model.table} t where t.tenant_id = ${parameters.tenant} and ${condition}`
  const groupBy = at('k', keys).join(', ')
  // First by currency too, so that amounts of several are never only one number.
  const parts = fields.flatMap((field, i) => [
    `count(m${i}) as n${i}, min(m${i}) as min${i}, max(m${i}) as max${i}`,
    `${NUMBERS.has(field.kind) ? `sum(m${i})` : 'null::numeric'} as sum${i}`,
  ])
  const byCurrency = `select ${groupBy}, currency, ${['count(*) as n', ...parts].join(', ')} from (${rows}) r group by ${groupBy}, currency`
  const wholes = fields.flatMap((field, i) => [
    `sum(n${i}) as n${i}, min(min${i}) as min${i}, max(max${i}) as max${i}, sum(sum${i}) as sum${i}`,
    `${isAmount(field, currency) ? `json_object_agg(coalesce(currency, ''), sum${i}) filter (where sum${i} is not null)` : 'null::json'} as currencies${i}`,
  ])
  const order = keys.some(({ timed }) => timed) ? groupBy : `count desc, ${groupBy}`
  const groups = `select ${groupBy}, ${['sum(n)::bigint as count', ...wholes].join(', ')} from (${byCurrency}) c group by ${groupBy} order by ${order} limit ${parameters.add(query.limit + 1, 'bigint')}`
  const facts = factsSql(query, { fields, keys })

  return {
    text: `select json_build_object(${facts})::text as facts from (${groups}) g order by ${order}`,
    values: parameters.values,
  }
}

function factsSql(
  { measures = {} }: SummaryQuery,
  { fields, keys }: { fields: readonly FieldModel[]; keys: readonly Key[] },
): string {
  const valueOf = (measure: Measure, i: number) =>
    measure === 'avg' ? `g.sum${i}::double precision / nullif(g.n${i}, 0)` : `g.${measure}${i}`
  const measured = (['avg', 'max', 'min', 'sum'] as const).map((measure) => {
    const pairs = fields.flatMap((field, i) =>
      measures[measure]?.includes(field.path) === true
        ? [`'${field.path}', ${valueOf(measure, i)}`]
        : [],
    )

    return `'${measure}', json_build_object(${pairs.join(', ')})`
  })
  const currencies = fields.flatMap((field, i) =>
    measures.sum?.includes(field.path) === true ? [`'${field.path}', g.currencies${i}`] : [],
  )
  const labels = keys.some(({ label }) => label !== '')
    ? `json_build_array(${keys.map(({ label }) => (label === '' ? 'null' : label)).join(', ')})`
    : 'null'

  return [
    `'keys', json_build_array(${keys.map((_key, i) => `g.k${i}`).join(', ')})`,
    `'labels', ${labels}`,
    `'count', g.count`,
    ...measured,
    `'currencies', json_build_object(${currencies.join(', ')})`,
  ].join(', ')
}

function keysOf({ model, parameters, query }: Context): readonly Key[] {
  const { by, period, timeZone = 'UTC' } = query
  if (by.length < 1 || by.length > 2) {
    throw recordErrors.QUERY_INVALID({ reason: 'a summary is by one field or by two' })
  }
  const keys = by.map((path, at): Key => {
    const sql = sortExpression(model, path, 't', parameters)
    const kind = kindAt(model, path)
    const isMoment = kind === 'instant'
    if (kind === 'json') {
      throw recordErrors.QUERY_INVALID({ reason: `"${path}" cannot be summed up by` })
    }
    if (period === undefined || !(isMoment || kind === 'date')) {
      return { label: labelSql({ model, parameters, query }, path, `g.k${at}`), sql, timed: false }
    }
    // A calendar date is the same day everywhere; when the day of an instant begins, the zone says.
    const local = isMoment
      ? `${sql} at time zone ${parameters.add(timeZone, 'text')}`
      : `${sql}::timestamp`

    return {
      label: '',
      sql: `date_trunc(${parameters.add(period, 'text')}, ${local})::date`,
      timed: true,
    }
  })
  if (period !== undefined && !keys.some(({ timed }) => timed)) {
    throw recordErrors.QUERY_INVALID({ reason: '"period" needs a date in "by"' })
  }

  return keys
}

/** What the related record of a group is called, if the person may see that; empty for other values. */
function labelSql({ model, parameters }: Context, path: string, key: string): string {
  const field = visibleField(model, path)
  const target = field?.relationTo === undefined ? undefined : modelOf(field.relationTo)
  const title = target === undefined ? undefined : visibleField(target, target.title)
  if (target === undefined || title?.kind !== 'text' || levelHere(target, 'read') === 'none') {
    return ''
  }
  const alias = `l${parameters.nextAlias()}`
  const readable = compileWhere(target, { id: { exists: true } }, alias, parameters)

  return `(select ${alias}."${title.column}" from ${target.table} ${alias} where ${alias}.tenant_id = ${parameters.tenant} and ${readable} and ${alias}.id = ${key})`
}

function measuredFields({ model, query }: Context): readonly FieldModel[] {
  const { measures = {} } = query
  const paths = new Set(Object.values(measures).flat())

  return [...paths].map((path) => {
    const field = visibleField(model, path)
    const adds = measures.sum?.includes(path) === true || measures.avg?.includes(path) === true
    if (field === undefined || !(adds ? NUMBERS : ORDERED).has(field.kind)) {
      throw recordErrors.QUERY_INVALID({ reason: `"${path}" is not a number to sum` })
    }

    return field
  })
}

/** The field that says which currency the amounts of a record are in. */
function currencyOf(model: CollectionModel): FieldModel | undefined {
  const field = model.fields.find(({ semantic }) => semantic === 'currency')

  return field === undefined ? undefined : visibleField(model, field.path)
}

/** True for amounts in the record's own currency; those in the tenant's (`amountBase`) add up as they are. */
function isAmount(field: FieldModel, currency: FieldModel | undefined): boolean {
  return currency !== undefined && field.semantic === 'money' && !field.path.endsWith('Base')
}
