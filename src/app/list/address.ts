import { parse } from 'qs-esm'

import type { ListState } from '../../screens/index.ts'

/** What of a list stands in its address, beside the place of the page. */
export type AddressKey = 'columns' | 'group' | 'limit' | 'search' | 'sort' | 'trash' | 'where'

/** A list as its address asks for it. */
export type ListAddress = Partial<Pick<ListState, AddressKey>> & {
  after?: string
  before?: string
  view?: string
}

const PERIODS = new Set(['day', 'month', 'quarter', 'week', 'year'])

/** Reads an address; conditions may stand as JSON, or as the API writes them (`where[name][like]=…`). */
export function readAddress(search: string): ListAddress {
  const query = parse(search, { depth: 20, ignoreQueryPrefix: true }) as Record<string, unknown>
  const text = (key: string) => (typeof query[key] === 'string' ? query[key] : undefined)
  const limit = Number(text('limit'))

  return without({
    after: text('after'),
    before: text('before'),
    columns: columnsOf(text('columns')),
    group: groupOf(text('group'), text('sums')),
    limit: Number.isSafeInteger(limit) && limit >= 1 && limit <= 200 ? limit : undefined,
    search: text('search'),
    sort: text('sort'),
    trash: text('trash') === undefined ? undefined : text('trash') === '1',
    view: text('view'),
    where: treeOf(query['where']),
  })
}

/** Writes an address: what is not given is left to the view and to the habits of its reader. */
export function writeAddress(address: ListAddress): string {
  const { columns, group, limit, trash, where } = address
  const parts: Record<string, string | undefined> = {
    view: address.view,
    search: address.search,
    where: where === undefined ? undefined : JSON.stringify(where),
    sort: address.sort,
    columns: columns?.join(','),
    group:
      group === undefined
        ? undefined
        : group === null
          ? ''
          : [group.by, group.period].filter(Boolean).join(':'),
    sums: (group?.sums ?? []).length === 0 ? undefined : group?.sums?.join(','),
    limit: limit === undefined ? undefined : String(limit),
    trash: trash === true ? '1' : undefined,
    after: address.after,
    before: address.before,
  }
  const query = new URLSearchParams(without(parts) as Record<string, string>).toString()

  return query === '' ? '' : `?${query}`
}

function without(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function columnsOf(text: string | undefined): string[] | undefined {
  const columns = text?.split(',').filter((path) => path !== '')

  return columns === undefined || columns.length === 0 ? undefined : columns
}

function groupOf(
  text: string | undefined,
  sums: string | undefined,
): ListState['group'] | undefined {
  if (text === undefined || text === '') {
    return text === undefined ? undefined : null
  }
  const [by = '', period = ''] = text.split(':')

  return {
    by,
    ...(PERIODS.has(period) ? { period: period as 'month' } : {}),
    ...(sums === undefined ? {} : { sums: sums.split(',').filter((path) => path !== '') }),
  }
}

function treeOf(value: unknown): ListState['where'] | undefined {
  if (typeof value !== 'string') {
    return isTree(value) ? listed(value) : undefined
  }
  try {
    const tree = JSON.parse(value) as unknown

    return isTree(tree) ? tree : undefined
  } catch {
    return undefined
  }
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A query string makes objects of long lists: under `and` and `or` they are lists again. */
function listed(tree: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      (key === 'and' || key === 'or') && typeof value === 'object' && value !== null
        ? Object.values(value).map((one: unknown) => (isTree(one) ? listed(one) : one))
        : value,
    ]),
  )
}
