import type { CollectionModel, FieldModel } from '../../src/collection/index.ts'
import type { AppAnswer, AppRequest } from './testApp.ts'

/** Looks up the id of some record of a collection, one that a new record may refer to. */
export type FindId = (slug: string) => Promise<string>

const SYSTEM = new Set(['createdAt', 'deletedAt', 'updatedAt', 'version'])

/** What rules ask of a record beyond the fields that are always required. */
const ASKED_BY_RULES: Readonly<Record<string, Record<string, unknown>>> = {
  contacts: { lastName: 'Sample' },
  dashboards: { definition: { widgets: [] } },
  'deal-lines': { unitPrice: 100 },
  layouts: { collection: 'contacts', definition: {} },
}

/** Links of configuration whose pairs are unique, and trees: what they refer to must be new each time. */
const FRESH_ENDS: Readonly<Record<string, readonly string[]>> = {
  layouts: ['roles'],
  teams: ['teams'],
  'user-roles': ['roles', 'users'],
}

let counter = 0

/** True for a collection that clients may add to; the others are written by rules alone. */
export function isWritable(model: CollectionModel): boolean {
  return !model.fields.some((field) => field.required && field.protected && !SYSTEM.has(field.path))
}

/** True for a collection whose records people change, whether or not they can add to it by a body. */
export function isChangeable(model: CollectionModel): boolean {
  return isWritable(model) || model.slug === 'attachments'
}

/** True where a record of `model` must refer to a new record of the other collection, unlike any before. */
export function needsFresh(model: CollectionModel, related: CollectionModel): boolean {
  return (
    FRESH_ENDS[model.slug]?.includes(related.slug) === true ||
    (related.guard === undefined && !model.trash)
  )
}

/** Uploads a small file to a record; an attachment cannot be made by a body. */
export function uploadSample(
  ask: (method: string, path: string, request: AppRequest) => Promise<AppAnswer>,
  { collection, record }: { collection: string; record: string },
): Promise<AppAnswer> {
  counter += 1
  const query = new URLSearchParams({ collection, name: `sample-${counter}.txt`, record })

  return ask('POST', `/api/attachments/upload?${query.toString()}`, {
    body: `Sample ${counter}`,
    headers: { 'content-type': 'application/octet-stream' },
  })
}

/** A body that makes a valid record: its required fields, unlike any body before. */
export async function bodyOf(
  model: CollectionModel,
  findId: FindId,
): Promise<Record<string, unknown>> {
  counter += 1
  const body: Record<string, unknown> = {}
  for (const field of model.fields) {
    if (field.required && !SYSTEM.has(field.path)) {
      const [target] = field.targets ?? []
      body[field.path] =
        target !== undefined
          ? { relationTo: target, value: await findId(target) }
          : field.relationTo === undefined
            ? sampleOf(field, counter)
            : await findId(field.relationTo)
    }
  }

  return { ...body, ...ASKED_BY_RULES[model.slug] }
}

/** A valid value of a field that refers to nothing. */
export function sampleOf(field: FieldModel, number: number): unknown {
  switch (field.kind) {
    case 'boolean':
      return true
    case 'choice':
      return field.options?.[0]
    case 'date':
      return new Date(Date.UTC(2020, 0, 1 + (number % 2000))).toISOString().slice(0, 10)
    case 'instant':
      return '2026-05-04T03:02:01.000Z'
    case 'integer':
    case 'number':
      return number
    case 'json':
      return field.path === 'permissions'
        ? { actions: [], collections: {} }
        : field.path === 'name'
          ? { en: `Sample ${number}` }
          : []
    case 'polymorphic':
    case 'relation':
      return null
    case 'text':
      return field.semantic === 'currency' ? 'CHF' : `sample-${number}`
  }
}
