import type { CollectionModel, RecordDoc, WhereTree } from '../../collection/index.ts'
import {
  modelOf,
  putAt,
  readRecords,
  recordErrors,
  summariseRecords,
  valueAt,
  visibleField,
} from '../../collection/index.ts'
import { relatedTitles, titlesOf } from '../records/relatedTitles.ts'
import type { Titles } from '../records/types.ts'
import type { ScreenReader } from '../types.ts'
import { idsInWhere } from './idsInWhere.ts'
import type { RowsInput } from './input.ts'
import { periodFrom } from './periods.ts'
import { boundsOf, kindOf, resolveWhere } from './resolveWhere.ts'
import { sortOf } from './sortOf.ts'
import type { ListRows } from './types.ts'
import { zonedDay } from './zonedDay.ts'

const MOST_GROUPS = 200

// Milliseconds: a person waits no longer, and nobody else should wait for them.
const WITHIN = 8000

// What cells, links and inputs need beside the columns themselves.
const ALWAYS = ['currency', 'deletedAt', 'version'] as const

/**
 * The rows of a list with the titles of what they point to, or the groups they fall into, as far as the reader
 * may see them. Throws `RECORD_COLLECTION_UNKNOWN`, `RECORD_QUERY_INVALID`,
 * `RECORD_QUERY_SLOW`, `RECORD_CURSOR_INVALID`.
 */
export async function readRows(input: RowsInput, reader: ScreenReader): Promise<ListRows> {
  if (!reader.isOpen(input.collection)) {
    throw recordErrors.COLLECTION_UNKNOWN({ collection: input.collection })
  }
  const model = modelOf(input.collection)
  const where = whereOf(model, input, reader)
  const named = titlesOf(idsInWhere(model, input.where), reader, input.language)
  const sort = sortOf(model, input.sort)
  const given = { docs: [], groups: null, isCut: false, nextCursor: null, prevCursor: null, sort }

  if (input.group !== null && input.within === undefined) {
    const [{ groups, isCut }, titles] = await Promise.all([
      readGroups(input.group, { model, reader, where }),
      named,
    ])
    const totalDocs = groups.reduce((sum, { count }) => sum + count, 0)

    return { ...given, groups, isCut, titles, totalDocs, totalIsCapped: false, where }
  }
  const [{ docs, ...page }, namedTitles] = await Promise.all([
    readRecords({
      after: input.after,
      before: input.before,
      collection: model.slug,
      count: 'capped',
      cursors: true,
      limit: input.limit,
      sort,
      where,
      within: WITHIN,
    }),
    named,
  ])
  const shown = shownPaths(model, input.columns)
  const fields = model.fields.filter(({ path }) => shown.has(path))
  const titles = await relatedTitles({ ...model, fields }, docs, reader, input.language)

  return {
    ...given,
    docs: docs.map((doc) => onlyShown(doc, shown)),
    nextCursor: page.nextCursor,
    prevCursor: page.prevCursor,
    titles: joined(titles, namedTitles),
    totalDocs: page.totalDocs,
    totalIsCapped: page.totalIsCapped,
    where,
  }
}

function joined(one: Titles, other: Titles): Titles {
  const slugs = [...new Set([...Object.keys(one), ...Object.keys(other)])]

  return Object.fromEntries(slugs.map((slug) => [slug, { ...other[slug], ...one[slug] }]))
}

function readGroups(
  group: NonNullable<RowsInput['group']>,
  { model, reader, where }: { model: CollectionModel; reader: ScreenReader; where: WhereTree },
) {
  const kind = kindOf(model, group.by)
  const { sums = [] } = group
  const isTime = kind === 'date' || kind === 'instant'

  return summariseRecords({
    by: [group.by],
    collection: model.slug,
    limit: MOST_GROUPS,
    ...(sums.length === 0 ? {} : { measures: { sum: sums } }),
    ...(isTime ? { period: group.period ?? 'month' } : {}),
    timeZone: zoneOf(reader),
    where,
    within: WITHIN,
  })
}

function whereOf(model: CollectionModel, input: RowsInput, reader: ScreenReader): WhereTree {
  const timeZone = zoneOf(reader)
  const here = { timeZone, today: zonedDay(new Date(), timeZone), userId: reader.principal.userId }
  const parts = [
    resolveWhere(model, input.where, here),
    searchOf(model, input.search.trim()),
    groupWhere(model, input, timeZone),
    model.trash ? { deletedAt: { exists: input.trash } } : {},
  ].filter((part) => Object.keys(part).length > 0)

  return parts.length === 1 ? (parts[0] ?? {}) : parts.length === 0 ? {} : { and: parts }
}

function searchOf(model: CollectionModel, text: string): WhereTree {
  const paths = model.searchFields.filter((path) => visibleField(model, path) !== undefined)

  return text === '' || paths.length === 0
    ? {}
    : { or: paths.map((path) => ({ [path]: { like: text } })) }
}

function groupWhere(model: CollectionModel, { within }: RowsInput, timeZone: string): WhereTree {
  if (within === undefined) {
    return {}
  }
  const { by, key, period } = within
  const kind = kindOf(model, by)
  if (key === null) {
    return { [by]: { exists: false } }
  }

  return kind === 'date' || kind === 'instant'
    ? { [by]: boundsOf(periodFrom(period ?? 'month', String(key).slice(0, 10)), kind, timeZone) }
    : { [by]: { equals: key } }
}

function zoneOf({ principal, tenant }: ScreenReader): string {
  return principal.timeZone ?? tenant.timeZone
}

function shownPaths(model: CollectionModel, columns: readonly string[]): ReadonlySet<string> {
  const owner = model.ownerField === undefined ? [] : [model.ownerField]

  return new Set([...columns, ...ALWAYS, ...owner, model.title])
}

function onlyShown(doc: RecordDoc, paths: ReadonlySet<string>): RecordDoc {
  const shown: RecordDoc = { id: doc.id }
  for (const path of paths) {
    const value = valueAt(doc, path)
    if (path !== 'id' && value !== undefined) {
      putAt(shown, path, value)
    }
  }

  return shown
}
