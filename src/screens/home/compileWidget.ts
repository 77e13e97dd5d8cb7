import type { CollectionModel, FieldModel, WhereTree } from '../../collection/index.ts'
import {
  compileWhere,
  kindAt,
  levelHere,
  modelOf,
  Parameters,
  recordErrors,
  sortExpression,
  visibleField,
} from '../../collection/index.ts'
import type { Statement } from '../../kernel/db/index.ts'
import { fieldAt } from './fieldAt.ts'
import type { Frame } from './periods.ts'
import { reachedPlaces } from './reachedPlaces.ts'
import type { Widget, WidgetMeasure } from './widgetSchema.ts'
import { widgetRange, widgetWhere } from './widgetWhere.ts'

/** Whom and what time a home page is shown for. */
export type HomeFilter = { frame: Frame; owners: readonly string[]; teams: readonly string[] }

/** A widget compiled for its reader. */
export type CompiledWidget = {
  /** True for each value it is parted by that is the first day of a length of time. */
  isTimed: readonly boolean[]
  range: ReturnType<typeof widgetRange>
  statement: Statement
  today: string
}

type Key = { field: FieldModel | undefined; isTimed: boolean; sql: string }

type Context = {
  filter: HomeFilter
  model: CollectionModel
  parameters: Parameters
  widget: Widget
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number'])

const COUNTS: ReadonlySet<string> = new Set(['distinct', 'reached'])

/**
 * The statement of a widget: one row a group, as a JSON list of its keys, labels, count and values, those
 * of the period before apart. It reads what the person of the running scope may read; throws
 * `RECORD_QUERY_INVALID` where the widget names what they may not see.
 */
export function compileWidget(
  widget: Widget,
  filter: HomeFilter,
  tenantId: string,
): CompiledWidget {
  const model = modelOf(widget.collection)
  const parameters = new Parameters(tenantId)
  const context = { filter, model, parameters, widget }
  const keys = widget.by.map((path) => keyOf(context, path))
  const reached = reachedPlaces(model, widget)
  const range = widgetRange(model, widget, filter.frame)
  const { first, rest } = widgetWhere(model, reached?.widget ?? widget, filter)
  const condition = compileWhere(model, rest, 't', parameters)
  // Kept apart by the offset, so that PostgreSQL knows how many they are when it joins the related ones.
  const base =
    first === null
      ? model.table
      : `(select t.* from ${model.table} t where t.tenant_id = ${parameters.tenant} and ${compileWhere(model, first, 't', parameters)} offset 0)`
  const weights = [...new Set(widget.measures.flatMap((one) => weightField(model, one) ?? []))]
  const values = widget.measures.map((measure) => valueSql(context, measure))
  const was =
    range?.before == null || widget.kind !== 'number'
      ? 'false'
      : `${sortExpression(model, widget.date ?? '', 't', parameters)} < ${parameters.add(range.from, range.isMoment ? 'timestamptz' : 'date')}`
  const columns = [
    ...keys.map(({ sql }, i) => `${sql} as k${i}`),
    ...values.map((sql, i) => `${sql} as v${i}`),
    ...weights.map((field) => `t."${field.column}" as "${field.column}"`),
    `${was} as was`,
  ]
  const rows = `select ${columns.join(', ')} from ${base} t where t.tenant_id = ${parameters.tenant} and ${condition}`
  const heads = [...keys.map((_key, i) => `k${i}`), 'was']
  const parted = [...heads, ...weights.map(({ column }) => `"${column}"`)]
  const sums = widget.measures.map((measure, i) => partSql(measure, i))
  // By what a sum is weighted by first: the weight is looked up for each group, not for each record.
  const parts = `select ${[...parted, 'count(*) as n', ...sums].join(', ')} from (${rows}) r group by ${parted.join(', ')}`
  const wholes = widget.measures.map((measure, i) => wholeSql(context, measure, i))
  const groups =
    reached?.groups(rows, parameters) ??
    `select ${[...heads, 'sum(n)::bigint as n', ...wholes].join(', ')} from (${parts}) t group by ${heads.join(', ')}`
  const order = orderSql(context, keys)
  const labels = keys.map((key, i) => labelSql(context, key, `g.k${i}`))
  const facts = [
    `json_build_array(${keys.map((_key, i) => `g.k${i}`).join(', ')})`,
    `json_build_array(${labels.join(', ')})`,
    'g.n',
    `json_build_array(${widget.measures.map((_one, i) => `g.m${i}`).join(', ')})`,
    'g.was',
  ]

  return {
    isTimed: keys.map(({ isTimed }) => isTimed),
    range,
    statement: {
      text: `select json_build_array(${facts.join(', ')})::text as facts from (${groups}) g order by ${order} limit ${parameters.add(widget.limit + 1, 'bigint')}`,
      values: parameters.values,
    },
    today: filter.frame.today,
  }
}

function keyOf({ filter, model, parameters, widget }: Context, path: string): Key {
  const sql = sortExpression(model, path, 't', parameters)
  const kind = kindAt(model, path)
  if (kind === 'json') {
    throw recordErrors.QUERY_INVALID({ reason: `"${path}" cannot be summed up by` })
  }
  const isMoment = kind === 'instant'
  if (widget.period === undefined || !(isMoment || kind === 'date')) {
    return { field: fieldAt(model, path), isTimed: false, sql }
  }
  const local = isMoment
    ? `${sql} at time zone ${parameters.add(filter.frame.timeZone, 'text')}`
    : `${sql}::timestamp`

  return {
    field: undefined,
    isTimed: true,
    sql: `date_trunc(${parameters.add(widget.period, 'text')}, ${local})::date`,
  }
}

function valueSql(context: Context, measure: WidgetMeasure): string {
  const { filter, model, parameters } = context
  if (measure.of === 'count') {
    return 'null::numeric'
  }
  if (measure.of === 'days') {
    const momentOf = (path: string) => {
      const kind = kindAt(model, path)
      const sql = sortExpression(model, path, 't', parameters)
      if (kind !== 'date' && kind !== 'instant') {
        throw recordErrors.QUERY_INVALID({ reason: `"${path}" is no date` })
      }

      return kind === 'instant'
        ? sql
        : `(${sql}::timestamp at time zone ${parameters.add(filter.frame.timeZone, 'text')})`
    }

    return `extract(epoch from ${momentOf(measure.to)} - coalesce(${measure.from.map(momentOf).join(', ')}))`
  }
  const field = visibleField(model, measure.field)
  if (field === undefined || (!COUNTS.has(measure.of) && !NUMBERS.has(field.kind))) {
    throw recordErrors.QUERY_INVALID({ reason: `"${measure.field}" is no number` })
  }

  return `t."${field.column}"`
}

function weightField(model: CollectionModel, measure: WidgetMeasure): FieldModel | undefined {
  if (!('weight' in measure) || measure.weight === undefined) {
    return undefined
  }
  const [head = ''] = measure.weight.split('.')
  const field = visibleField(model, head)
  if (field === undefined || measure.of !== 'sum') {
    throw recordErrors.QUERY_INVALID({ reason: `a sum cannot be weighted by "${measure.weight}"` })
  }

  return field
}

function partSql(measure: WidgetMeasure, i: number): string {
  switch (measure.of) {
    case 'count':
      return `null::numeric as s${i}`
    case 'distinct':
    case 'reached':
      return `count(distinct v${i}) as s${i}`
    case 'avg':
    case 'days':
      return `sum(v${i}) as s${i}, count(v${i}) as c${i}`
    default:
      return `${measure.of}(v${i}) as s${i}`
  }
}

function wholeSql(context: Context, measure: WidgetMeasure, i: number): string {
  const { model, parameters } = context
  switch (measure.of) {
    case 'count':
      return `sum(n)::bigint as m${i}`
    case 'avg':
      return `sum(s${i})::double precision / nullif(sum(c${i}), 0) as m${i}`
    case 'days':
      return `round((sum(s${i}) / nullif(sum(c${i}), 0) / 86400)::numeric, 1) as m${i}`
    case 'distinct':
    case 'reached':
      return `sum(s${i})::bigint as m${i}`
    case 'sum':
      return measure.weight === undefined
        ? `sum(s${i}) as m${i}`
        : `round(sum(s${i} * coalesce(${sortExpression(model, measure.weight, 't', parameters)}, 0) / 100.0)) as m${i}`
    default:
      return `${measure.of}(s${i}) as m${i}`
  }
}

/** By time where there is any; stages and the like by their own order; else the largest first. */
function orderSql({ parameters }: Context, keys: readonly Key[]): string {
  const largest = 'g.m0 desc nulls last, g.n desc'
  const orders = keys.flatMap(({ field, isTimed }, i) => {
    if (isTimed) {
      return [`g.k${i}`]
    }
    const target = field?.relationTo === undefined ? undefined : modelOf(field.relationTo)
    const order = target === undefined ? undefined : visibleField(target, 'order')
    const alias = `o${parameters.nextAlias()}`

    return target === undefined || order?.kind !== 'integer' || levelHere(target, 'read') === 'none'
      ? []
      : [
          `(select ${alias}."${order.column}" from ${target.table} ${alias} where ${alias}.tenant_id = ${parameters.tenant} and ${alias}.id = g.k${i})`,
        ]
  })

  return ['g.was', ...orders, largest, ...keys.map((_key, i) => `g.k${i}`)].join(', ')
}

/** What the related record of a group is called, in every language it has names for. */
function labelSql({ parameters }: Context, { field }: Key, key: string): string {
  const target = field?.relationTo === undefined ? undefined : modelOf(field.relationTo)
  const title = target === undefined ? undefined : visibleField(target, target.title)
  if (target === undefined || title?.kind !== 'text' || levelHere(target, 'read') === 'none') {
    return 'null'
  }
  const alias = `l${parameters.nextAlias()}`
  const name = visibleField(target, 'name')
  const text = `to_jsonb(${alias}."${title.column}")`
  const label =
    name?.semantic === 'label' ? `coalesce(${alias}."${name.column}"::jsonb, ${text})` : text
  const readable = compileWhere(target, {} satisfies WhereTree, alias, parameters)

  return `(select ${label} from ${target.table} ${alias} where ${alias}.tenant_id = ${parameters.tenant} and ${readable} and ${alias}.id = ${key})`
}
