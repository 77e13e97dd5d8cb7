import type { CollectionModel } from '../types.ts'
import { sqlType } from './compareValue.ts'
import type { Parameters } from './parameters.ts'
import type { SortKey } from './sortKeys.ts'

/** Which part of an order is wanted: a window from its start, or what lies beyond a place. */
export type Window = {
  /** True reads towards the start of the order. */
  backward?: boolean
  /** 0 for all. */
  limit: number
  offset: number
  /** The values of the record to read on from, in the order of the keys. */
  place?: readonly unknown[]
}

/**
 * The FROM and ORDER BY of a page over the alias `t`. Empty values come last in both directions. An
 * index holds them first when it is read from its end, so a sort by a field that has one reads two
 * parts, the filled ones and then the empty ones, each from the index and no further than the page.
 */
export function compilePage(
  model: CollectionModel,
  asked: { condition: string; order: readonly SortKey[]; window: Window },
  parameters: Parameters,
): string {
  const { condition, order, window } = asked
  const joins = order.map((key) => key.joins).join('')
  const from = `${model.table} t${joins} where ${condition}`
  const [only, ...others] = partsOf(order, window, parameters)
  const cut = cutOf(window, parameters)
  if (others.length === 0) {
    const page = `${from}${and(only.condition)} order by ${only.order}${cut}`

    // Cut first, so that nothing is made of records beyond the page: PostgreSQL's workers would.
    return joins === '' || cut === ''
      ? page
      : `(select t.* from ${page}) t${joins} order by ${only.order}`
  }
  const most = parameters.add(window.limit + window.offset, 'bigint')
  const parts = [only, ...others].map(
    (part, at) =>
      `(select t.*, ${at} as part_ from ${from}${and(part.condition)} order by ${part.order} limit ${most})`,
  )

  return `(${parts.join(' union all ')}) t${joins} order by t.part_, ${orderOf(order, window.backward === true)}${cut}`
}

function cutOf({ limit, offset }: Window, parameters: Parameters): string {
  return limit === 0
    ? ''
    : ` limit ${parameters.add(limit, 'bigint')} offset ${parameters.add(offset, 'bigint')}`
}

type Part = { condition: string; order: string }

function partsOf(
  order: readonly SortKey[],
  window: Window,
  parameters: Parameters,
): readonly [Part, ...Part[]] {
  const { backward = false, limit, place } = window
  const [first, ...rest] = order
  if (first === undefined || !first.splits || limit === 0) {
    const condition = place === undefined ? '' : beyond(order, place, backward, parameters)

    return [{ condition, order: orderOf(order, backward) }]
  }
  const filled = { condition: `${first.sql} is not null`, order: orderOf(order, backward, true) }
  const empty = { condition: `${first.sql} is null`, order: orderOf(rest, backward) }
  if (place === undefined) {
    // Read forwards, an index in rising order has its empty values last already.
    return first.descending ? [filled, empty] : [{ condition: '', order: orderOf(order, backward) }]
  }
  if (place[0] === null) {
    const condition = `${empty.condition} and ${beyond(rest, place.slice(1), backward, parameters)}`

    return backward ? [{ ...empty, condition }, filled] : [{ ...empty, condition }]
  }
  const sure = [{ ...first, nullable: false }, ...rest]
  const after = { condition: beyond(sure, place, backward, parameters), order: filled.order }

  return backward ? [after] : [after, empty]
}

function and(condition: string): string {
  return condition === '' ? '' : ` and ${condition}`
}

/** The ORDER BY of the keys, read in either direction; the first may be known to have no empty values. */
function orderOf(order: readonly SortKey[], backward: boolean, firstIsFilled = false): string {
  return order
    .map((key, at) => {
      const nullable = key.nullable && !(at === 0 && firstIsFilled)
      const falling = key.descending !== backward
      // PostgreSQL takes empty values for the greatest; ours come last, and first when read backwards.
      const nulls = !nullable || !key.descending ? '' : backward ? ' nulls first' : ' nulls last'

      return `${key.sql}${falling ? ' desc' : ''}${nulls}`
    })
    .join(', ')
}

/** The condition that a record lies beyond a place in the order. */
function beyond(
  order: readonly SortKey[],
  place: readonly unknown[],
  backward: boolean,
  parameters: Parameters,
): string {
  const bound = order.map(({ kind }, at) =>
    place[at] === null ? undefined : parameters.add(place[at], sqlType(kind)),
  )
  const falls = (key: SortKey) => key.descending !== backward
  const [first] = order
  const isPlain = order.every(
    (key, at) => !key.nullable && bound[at] !== undefined && falls(key) === (first && falls(first)),
  )
  if (first !== undefined && isPlain) {
    const left = order.map(({ sql }) => sql).join(', ')

    return `(${left}) ${falls(first) ? '<' : '>'} (${bound.join(', ')})`
  }
  const steps = order.map((key, at) => {
    const value = bound[at]
    const same = value === undefined ? `${key.sql} is null` : `${key.sql} = ${value}`

    return { past: pastOf(key, value, { backward, falls: falls(key) }), same }
  })
  const condition = steps.reduceRight(
    (inner, { past, same }) => (inner === '' ? past : `(${past} or (${same} and ${inner}))`),
    '',
  )
  const value = bound[0]

  // Said once more for the first key alone, so that its index is entered at the place.
  return first === undefined || first.nullable || value === undefined
    ? condition
    : `${first.sql} ${falls(first) ? '<=' : '>='} ${value} and ${condition}`
}

function pastOf(
  key: SortKey,
  value: string | undefined,
  way: { backward: boolean; falls: boolean },
): string {
  if (value === undefined) {
    return way.backward ? `${key.sql} is not null` : 'false'
  }
  const past = `${key.sql} ${way.falls ? '<' : '>'} ${value}`

  return key.nullable && !way.backward ? `(${past} or ${key.sql} is null)` : past
}
