import type { CollectionModel } from '../../src/collection/index.ts'
import { isWritable } from '../helpers/recordBodies.ts'
import { bodyRows, manyRows } from './matrixBodies.ts'
import { pathRows, trashRows } from './matrixPaths.ts'
import type { MatrixRow } from './matrixRow.ts'
import { whereRows } from './matrixWhere.ts'

/** The rows of the routes over records, of every collection and every relation it has. */
export function recordRows(models: readonly CollectionModel[]): MatrixRow[] {
  const bySlug = new Map(models.map((model) => [model.slug, model]))

  return models.flatMap((model) =>
    [
      ...whereRows(model, bySlug),
      ...pathRows(model),
      ...trashRows(model),
      ...(isWritable(model) ? [...bodyRows(model), ...manyRows(model)] : []),
    ].map(({ place, slug, ...row }) => ({ ...row, name: `${row.route} of ${slug}: ${place}` })),
  )
}
