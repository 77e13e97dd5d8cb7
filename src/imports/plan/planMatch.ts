import type { CollectionModel } from '../../collection/index.ts'
import { importsErrors } from '../errors.ts'
import { isImportable } from '../guess/guessColumns.ts'
import type { ColumnProfile } from '../guess/profile.ts'
import { snake } from '../guess/words.ts'
import type { ColumnPlan, ImportNote, MatchPlan } from '../types.ts'
import { importNote } from './notes.ts'

/** By what the rows of each collection are known when the file gives no outside id and nobody named a key. */
const NATURAL_KEYS: Readonly<Record<string, readonly string[]>> = {
  companies: ['name'],
  contacts: ['email'],
  products: ['sku', 'name'],
  users: ['email', 'name'],
}

/**
 * Decides how rows find the records they mean: by the key that was asked for, by the outside id, or
 * by a natural key whose values are unique in the file. `none` makes every row a new record.
 */
export function planMatch(args: {
  columns: readonly ColumnPlan[]
  key: string | undefined
  locale: string
  model: CollectionModel
  notes: ImportNote[]
  profiles: readonly ColumnProfile[]
}): MatchPlan {
  const { columns, key, model } = args
  const external = columns.find((column) => column.target?.kind === 'external')
  if (key === 'none') {
    return { by: 'none' }
  }
  if (key !== undefined && key !== 'externalId') {
    const field = model.byPath.get(key)
    if (field === undefined || !isImportable(model, field)) {
      throw importsErrors.FIELD_UNKNOWN({ collection: model.slug, field: key })
    }
    if (!columns.some((column) => fills(column, key))) {
      throw importsErrors.KEY_NOT_MAPPED({ key })
    }

    return { by: 'field', path: key }
  }
  if (external !== undefined) {
    return { by: 'external', source: snake(external.header) }
  }
  if (key === 'externalId') {
    throw importsErrors.KEY_NOT_MAPPED({ key })
  }
  const natural = (NATURAL_KEYS[model.slug] ?? []).find((path) => isUnique(args, path))
  if (natural === undefined) {
    return { by: 'none' }
  }
  args.notes.push(importNote(args.locale, 'naturalKey', { field: natural }))

  return { by: 'field', path: natural }
}

function fills(column: ColumnPlan, path: string): boolean {
  return column.target?.kind === 'field' && column.target.path === path
}

// A key that repeats inside the file would silently merge its rows.
function isUnique(args: Parameters<typeof planMatch>[0], path: string): boolean {
  const filling = args.columns.flatMap((column, index) =>
    fills(column, path) ? [args.profiles[index]] : [],
  )
  const profile = filling[0]

  return (
    filling.length === 1 && profile !== undefined && profile.filled > 0 && profile.unique === true
  )
}
