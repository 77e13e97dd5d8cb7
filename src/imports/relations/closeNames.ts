import { normaliseValue } from '../guess/words.ts'
import type { StepContext } from '../run/types.ts'
import type { Place, PreparedRow, RowReference } from '../types.ts'
import { nameIndex } from './nameIndex.ts'

const MAX_KNOWN = 50_000

/**
 * For values that name no record, the names they come close to, by normalised value: of records that
 * the person may read and of values the file itself has written before. Looked for in a dry run only.
 */
export async function closeNames(
  context: StepContext,
  { collection }: Place,
  missing: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const close = new Map<string, string>()
  if (!context.dryRun || missing.length === 0) {
    return close
  }
  const { memory, store } = context
  const known = memory.names.get(collection)
  const index = known ?? nameIndex((await store.names(collection)).map(({ name }) => name))
  memory.names.set(collection, index)
  for (const value of missing) {
    const name = index.closest(value)
    if (name !== undefined && normaliseValue(name) !== normaliseValue(value)) {
      close.set(normaliseValue(value), name)
    } else if (memory.dryNames.size < MAX_KNOWN) {
      index.add(value)
    }
  }

  return close
}

/** Notes with a row that one of its values is close to a name; nothing where it is not. */
export function noteNearMiss(
  row: PreparedRow,
  { column, path, relationTo, value }: RowReference,
  suggestion: string | undefined,
): void {
  if (suggestion !== undefined) {
    row.nearMisses.push({ collection: relationTo, column, field: path, suggestion, value })
  }
}
