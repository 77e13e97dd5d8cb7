import { levelHere, modelOf, runAsPerson } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { importsErrors } from '../errors.ts'

/**
 * Runs a step of an import with the rights that the person who started it holds now, unrestricted for
 * the command line; throws `IMPORTS_FORBIDDEN` once they may not import into the collection any more.
 */
export function runAsImporter<T>(
  transaction: Transaction,
  userId: string | null,
  collection: string,
  work: () => Promise<T>,
): Promise<T> {
  return runAsPerson(transaction, userId, () => {
    requireImportRight(collection)

    return work()
  })
}

/** Throws `IMPORTS_FORBIDDEN` where the person of the running scope may not import into the collection. */
export function requireImportRight(collection: string): void {
  const model = modelOf(collection)
  if (levelHere(model, 'import') === 'none' || levelHere(model, 'read') === 'none') {
    throw importsErrors.FORBIDDEN({ collection })
  }
}
