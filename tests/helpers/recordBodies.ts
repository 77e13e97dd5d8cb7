import type { CollectionModel, FieldModel } from '../../src/collection/index.ts'

/** Looks up the id of some record of a collection, one that a new record may refer to. */
export type FindId = (slug: string) => Promise<string>

const SYSTEM = new Set(['createdAt', 'deletedAt', 'updatedAt', 'version'])

/** What rules ask of a record beyond the fields that are always required. */
const ASKED_BY_RULES: Readonly<Record<string, Record<string, unknown>>> = {
  contacts: { lastName: 'Sample' },
  'deal-lines': { unitPrice: 100 },
}

let counter = 0

/** True for a collection that clients may add to; the others are written by rules alone. */
export function isWritable(model: CollectionModel): boolean {
  return !model.fields.some((field) => field.required && field.protected && !SYSTEM.has(field.path))
}

/** A body that makes a valid record: its required fields, unlike any body before. */
export async function bodyOf(
  model: CollectionModel,
  findId: FindId,
): Promise<Record<string, unknown>> {
  counter += 1
  const body: Record<string, unknown> = { ...ASKED_BY_RULES[model.slug] }
  for (const field of model.fields) {
    if (field.required && !SYSTEM.has(field.path)) {
      body[field.path] =
        field.relationTo === undefined ? sampleOf(field, counter) : await findId(field.relationTo)
    }
  }

  return body
}

/** A valid value of a field that refers to nothing. */
export function sampleOf(field: FieldModel, number: number): unknown {
  switch (field.kind) {
    case 'boolean':
      return true
    case 'choice':
      return field.options?.[0]
    case 'date':
      return '2026-05-04'
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
      return `sample-${number}`
  }
}
