import { z } from 'zod'

import { recordErrors } from '../../collection/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import type { CollectionView, FieldView } from '../collections/types.ts'
import { defineScreen } from '../defineScreen.ts'

const MOST = 9
const NEVER = new Set(['json', 'polymorphic'])

/** The few fields by which a record of a collection is made in passing. Throws `RECORD_FORBIDDEN` for who may not. */
export const quickCreateScreen = defineScreen({
  input: z.object({ collection: z.string() }),
  load: ({ collection }, reader) => {
    const view = describeCollection(collection, reader)
    if (view.may.create === 'none') {
      throw recordErrors.FORBIDDEN({ action: 'create' })
    }

    return Promise.resolve({ fields: mainFields(view), view })
  },
  name: 'quick-create',
})

/**
 * What must be filled in, what names the record, and what lists show, in the order of the definition. The
 * owner is left out: a new record belongs to whoever makes it.
 */
function mainFields(view: CollectionView): string[] {
  const { fields, listColumns, ownerField, title } = view
  const open = fields.filter((field) => !field.readOnly && !NEVER.has(field.kind))
  const must = open.filter(({ path, required }) => required || path === title)
  const shown = open.filter(({ path }) => listColumns.includes(path) && path !== ownerField)
  const chosen = new Set([...must, ...namingFields(view, open), ...shown].slice(0, MOST))

  return open.filter((field) => chosen.has(field)).map(({ path }) => path)
}

/** Where rules make the title, it is made of the texts that stand before it. */
function namingFields({ fields, title }: CollectionView, open: readonly FieldView[]): FieldView[] {
  const at = fields.findIndex(({ path }) => path === title)
  const before = new Set(fields.slice(0, at).map(({ path }) => path))

  return fields[at]?.readOnly === true
    ? open.filter(({ kind, path }) => kind === 'text' && before.has(path))
    : []
}
