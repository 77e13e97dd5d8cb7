import type { CollectionModel } from '../../collection/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { normaliseValue } from '../guess/words.ts'
import type { RunMemory, StepContext } from '../run/types.ts'
import type { Place } from '../types.ts'

/** Fields by which people name a record in a file, best first; others are named by their title. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  companies: ['name', 'domain'],
  pipelines: ['name', 'key'],
  products: ['name', 'sku'],
  stages: ['name', 'key'],
  users: ['name'],
}
const CACHE_LIMIT = 100_000

/** Values longer than this name nothing. */
export const MAX_NAME = 1000
const DOMAIN = /^[^\s@]+\.[^\s@.]+$/

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
      if (value.length <= MAX_NAME) {
        open.set(normaliseValue(value), value)
      }
    } else {
      found.set(normaliseValue(value), [known])
    }
  }
  for (const search of searchesOf(context, place, context.store.model(place.collection))) {
    if (open.size === 0) {
      break
    }
    const hits = await search([...open.values()])
    for (const [value, ids] of hits) {
      found.set(normaliseValue(value), ids)
      open.delete(normaliseValue(value))
    }
  }
  found.forEach((ids, value) => {
    remember(context, place, value, ids)
  })

  return found
}

/** True when one of the values was not met before in this run. */
export function isNews(context: StepContext, place: Place, values: readonly string[]): boolean {
  return values.some((value) => !context.memory.references.has(cacheKey(place, value)))
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

/** Forgets what a value means. */
export function forget({ references }: RunMemory, place: Place, value: string): void {
  references.delete(cacheKey(place, value))
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
    (sources: () => Promise<readonly string[]>): SearchStep =>
    (values) =>
      findSome(values, async (some) => {
        const places = await sources()
        const found =
          places.length === 0
            ? new Map<string, string[]>()
            : await store.findExternal({ collection, sources: places, values: some })
        const seen = await store.readable(collection, [...found.values()].flat())

        return new Map([...found].filter(([, ids]) => ids.every((id) => seen.has(id))))
      })
  const source = plan.match.by === 'external' ? plan.match.source : ''
  const own =
    collection === plan.collection && plan.match.by === 'external'
      ? [external(() => Promise.resolve([source]))]
      : []
  const names = (NAMED_BY[collection] ?? [model.title]).filter((path) => model.byPath.has(path))

  return [
    by('id', isId),
    ...own,
    ...(model.byPath.has('email') ? [by('email', (value) => value.includes('@'))] : []),
    ...names.map((path) =>
      by(path, model.byPath.get(path)?.semantic === 'domain' ? isDomain : undefined),
    ),
    external(() => sourcesOf(context, collection)),
  ]
}

// Asked once a run; a source that another import brings in meanwhile is met by the next run.
async function sourcesOf(context: StepContext, collection: string): Promise<readonly string[]> {
  const known = context.memory.sources.get(collection)
  if (known !== undefined) {
    return known
  }
  const sources = await context.store.externalSources(collection)
  context.memory.sources.set(collection, sources)

  return sources
}

function isDomain(value: string): boolean {
  return DOMAIN.test(value)
}

async function findSome(values: readonly string[], find: SearchStep) {
  return values.length === 0 ? new Map<string, string[]>() : find(values)
}

function cacheKey(place: Place, value: string): string {
  return [place.collection, ...Object.values(place.where ?? {}), normaliseValue(value)].join(
    '\u0000',
  )
}
