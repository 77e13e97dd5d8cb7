import type { CollectionModel } from '../types.ts'

/** The columns that the index of a collection's words covers: its search fields that hold text. */
export function searchColumns(model: CollectionModel): readonly string[] {
  return model.searchFields.flatMap((path) => {
    const field = model.byPath.get(path)

    return field?.kind === 'text' ? [field.column] : []
  })
}
