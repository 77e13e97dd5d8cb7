import { noteSensitiveReads } from '../../audit/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { CollectionModel, RecordDoc } from '../types.ts'

/** Notes which sensitive fields of which records a person is shown; fields hidden from them are not. */
export function noteSensitive(model: CollectionModel, texts: readonly string[]): void {
  const sensitive = model.fields.filter((field) => field.sensitive === true)
  const { access } = requireTenantScope()
  if (sensitive.length === 0 || access === undefined) {
    return
  }
  const hidden = access.hidden(model.slug)
  const shown = sensitive.map(({ path }) => path).filter((path) => !hidden.has(path))
  if (shown.length > 0) {
    const ids = texts.map((text) => (JSON.parse(text) as RecordDoc).id)
    noteSensitiveReads(model.slug, shown, ids)
  }
}
