import type { CollectionModel, FieldModel, Parameters, WhereTree } from '../../collection/index.ts'
import {
  compileWhere,
  levelHere,
  modelOf,
  recordErrors,
  visibleField,
} from '../../collection/index.ts'
import type { Widget } from './widgetSchema.ts'

/** How what reached each place is counted. */
type Reached = {
  /** The groups of the rows, each with a place `k0` and what was there `v0`. */
  groups: (rows: string, parameters: Parameters) => string
  /** The widget without its condition on the places, which the groups ask. */
  widget: Widget
}

type Places = { order: FieldModel; target: CollectionModel; where: WhereTree }

/**
 * For a widget that counts what reached each place (of stays, the deals that got to each stage or to a later
 * one): each counts once, by the furthest place it ever had. Undefined where a widget measures something
 * else; throws `RECORD_QUERY_INVALID` where what it is parted by has no order that the reader may see.
 */
export function reachedPlaces(model: CollectionModel, widget: Widget): Reached | undefined {
  if (widget.measures.every(({ of }) => of !== 'reached')) {
    return undefined
  }
  const [path = ''] = widget.by
  const slug = visibleField(model, path)?.relationTo
  const target = slug === undefined ? undefined : modelOf(slug)
  const order = target === undefined ? undefined : visibleField(target, 'order')
  const isOne = widget.by.length === 1 && widget.measures.length === 1
  if (
    !isOne ||
    target === undefined ||
    order?.kind !== 'integer' ||
    levelHere(target, 'read') === 'none'
  ) {
    throw recordErrors.QUERY_INVALID({ reason: `"${path}" has no places that can be reached` })
  }
  const entries = Object.entries(widget.where ?? {})
  const isOfPlace = (key: string) => key.startsWith(`${path}.`)
  const where = Object.fromEntries(
    entries.flatMap(([key, value]) =>
      isOfPlace(key) ? [[key.slice(path.length + 1), value] as const] : [],
    ),
  )

  return {
    groups: (rows, parameters) => groupsSql({ order, target, where }, rows, parameters),
    widget: {
      ...widget,
      where: Object.fromEntries(entries.filter(([key]) => !isOfPlace(key))),
    },
  }
}

function groupsSql({ order, target, where }: Places, rows: string, parameters: Parameters): string {
  const wanted = (alias: string) =>
    `${alias}.tenant_id = ${parameters.tenant} and ${compileWhere(target, where, alias, parameters)}`
  const furthest = `select max(p."${order.column}") as place from (${rows}) r join ${target.table} p on p.id = r.k0 and ${wanted('p')} group by r.v0`
  const counts = `select place, count(*) as n from (${furthest}) f group by place`

  // Places that nothing reached are shown with none.
  return `select q.id as k0, false as was, coalesce(sum(c.n), 0)::bigint as n, coalesce(sum(c.n), 0)::bigint as m0 from ${target.table} q left join (${counts}) c on c.place >= q."${order.column}" where ${wanted('q')} group by q.id`
}
