import type { CollectionModel } from '../../collection/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { normaliseValue } from '../guess/words.ts'
import type { StepContext } from '../run/types.ts'

/** Fields by which people name a record in a file, best first; others are named by their title. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  companies: ['name', 'domain'],
  pipelines: ['name', 'key'],
  products: ['name', 'sku'],
  stages: ['name', 'key'],
  users: ['name'],
}
const CACHE_LIMIT = 100_000

/** Where references of one kind look: a collection, within a scope such as one pipeline. */
export type Place = { collection: string; where?: Readonly<Record<string, string>> }

/** Ids by normalised value for what records are called in files: id, e-mail, name, outside id. */
export async function lookUp(
  context: StepContext,
  place: Place,
  values: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  const open = new Map<string, string>()
  for (const value of values) {
    const known = context.memory.references.get(cacheKey(place, value))
    if (known === undefined) {
      open.set(normaliseValue(value), value)
    } else {
      found.set(normaliseValue(value), [known])
    }
  }
  for (const search of searchesOf(context, place, context.store.model(place.collection))) {
    const hits = await search([...open.values()])
    for (const [value, ids] of hits) {
      found.set(normaliseValue(value), ids)
      open.delete(normaliseValue(value))
    }
    if (open.size === 0) {
      break
    }
  }
  found.forEach((ids, value) => {
    remember(context, place, value, ids)
  })

  return found
}

/** Keeps what a value means for the rows to come. */
export function remember(
  context: StepContext,
  place: Place,
  value: string,
  ids: readonly string[],
): void {
  const [id] = ids
  const { references } = context.memory
  if (id === undefined || ids.length > 1) {
    return
  }
  if (references.size >= CACHE_LIMIT) {
    references.clear()
  }
  references.set(cacheKey(place, value), id)
}

type SearchStep = (values: readonly string[]) => Promise<Map<string, string[]>>

function searchesOf(context: StepContext, place: Place, model: CollectionModel): SearchStep[] {
  const { plan, store } = context
  const { collection } = place
  const by =
    (field: string, filter: (value: string) => boolean = () => true): SearchStep =>
    (values) =>
      findSome(values.filter(filter), (some) =>
        store.find({
          collection,
          field,
          values: some,
          ...(place.where === undefined ? {} : { where: place.where }),
        }),
      )
  const external =
    (source: string | null): SearchStep =>
    (values) =>
      findSome(values, (some) => store.findExternal({ collection, source, values: some }))
  const own =
    collection === plan.collection && plan.match.by === 'external'
      ? [external(plan.match.source)]
      : []
  const names = (NAMED_BY[collection] ?? [model.title]).filter((path) => model.byPath.has(path))

  return [
    by('id', isId),
    ...own,
    ...(model.byPath.has('email') ? [by('email', (value) => value.includes('@'))] : []),
    ...names.map((path) => by(path)),
    external(null),
  ]
}

async function findSome(values: readonly string[], find: SearchStep) {
  return values.length === 0 ? new Map<string, string[]>() : find(values)
}

function cacheKey(place: Place, value: string): string {
  return [place.collection, ...Object.values(place.where ?? {}), normaliseValue(value)].join(
    '\u0000',
  )
}
