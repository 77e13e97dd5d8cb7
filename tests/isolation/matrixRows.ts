import type { CollectionModel } from '../../src/collection/index.ts'
import { isChangeable, isWritable } from '../helpers/recordBodies.ts'
import { bodyRows, manyRows } from './matrixBodies.ts'
import { pathRows, trashRows } from './matrixPaths.ts'
import type { MatrixRow } from './matrixRow.ts'
import { storeRows } from './matrixStore.ts'
import { targetRows } from './matrixTargets.ts'
import { whereRows } from './matrixWhere.ts'

/** The rows of the routes over records, of every collection and every relation it has. */
export function recordRows(models: readonly CollectionModel[]): MatrixRow[] {
  const bySlug = new Map(models.map((model) => [model.slug, model]))

  return models.flatMap((model) =>
    [
      ...whereRows(model, bySlug),
      ...pathRows(model),
      ...trashRows(model),
      ...storeRows(model, bySlug),
      ...(isWritable(model) ? [...bodyRows(model), ...targetRows(model)] : []),
      ...(isChangeable(model) ? manyRows(model) : []),
    ]
      // Where people may change nothing, every change has the same refusal: no row could succeed.
      .filter(({ route }) => model.writtenBy === 'people' || !isChange(route))
      .map(({ place, slug, ...row }) => ({ ...row, name: `${row.route} of ${slug}: ${place}` })),
  )
}

function isChange(route: string): boolean {
  return /^(?:PATCH|DELETE) |\/access\/:id|\/bulk$|\/restore$/.test(route)
}
