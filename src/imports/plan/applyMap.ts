import type { CollectionModel } from '../../collection/index.ts'
import { importsErrors } from '../errors.ts'
import { isImportable } from '../guess/guessColumns.ts'
import type { ColumnTarget, ImportMap } from '../types.ts'

/** Lets the columns of a map win over the guess; a field the map gives away is guessed for no other column. */
export function applyMap(
  model: CollectionModel,
  map: ImportMap,
  headers: readonly string[],
  guessed: readonly (ColumnTarget | null)[],
): (ColumnTarget | null)[] {
  const wanted = new Map<number, ColumnTarget | null>()
  for (const [column, field] of Object.entries(map.columns ?? {})) {
    const index = headers.findIndex((header) => header.toLowerCase() === column.toLowerCase())
    if (index < 0) {
      throw importsErrors.COLUMN_UNKNOWN({ column, known: headers })
    }
    wanted.set(index, field === null ? null : parseTarget(model, field))
  }
  const taken = new Set([...wanted.values()].map(slotOf))

  return guessed.map((target, index) => {
    const given = wanted.get(index)
    if (given !== undefined) {
      return given
    }

    return taken.has(slotOf(target)) ? null : target
  })
}

function slotOf(target: ColumnTarget | null): string {
  if (target === null) {
    return ''
  }

  return target.kind === 'external' ? 'externalId' : `${target.path}:${target.part ?? ''}`
}

function parseTarget(model: CollectionModel, text: string): ColumnTarget {
  if (text === 'externalId') {
    return { kind: 'external' }
  }
  const [path = '', part] = text.split(':')
  const field = model.byPath.get(path)
  if (field === undefined || !isImportable(model, field)) {
    throw importsErrors.FIELD_UNKNOWN({ collection: model.slug, field: text })
  }
  if (part === 'not') {
    return { invert: true, kind: 'field', path }
  }

  return part === 'first' || part === 'last' || part === 'whole'
    ? { kind: 'field', part, path }
    : { kind: 'field', path }
}
