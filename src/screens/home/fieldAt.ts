import type { CollectionModel, FieldModel } from '../../collection/index.ts'
import { modelOf, visibleField } from '../../collection/index.ts'

/** The field at a path, over relations whose records the reader may read. */
export function fieldAt(model: CollectionModel, path: string): FieldModel | undefined {
  const own = visibleField(model, path)
  const dot = path.lastIndexOf('.')
  const head = own === undefined && dot > 0 ? visibleField(model, path.slice(0, dot)) : undefined

  return head?.relationTo === undefined
    ? own
    : fieldAt(modelOf(head.relationTo), path.slice(dot + 1))
}
