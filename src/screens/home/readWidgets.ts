import type { RecordDoc, RecordQuery } from '../../collection/index.ts'
import { readTogether } from '../../collection/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import type { FieldView } from '../collections/types.ts'
import type { ScreenReader } from '../types.ts'
import type { CompiledWidget, HomeFilter } from './compileWidget.ts'
import { compileWidget } from './compileWidget.ts'
import { isReadable } from './dashboardOf.ts'
import type { WidgetData } from './types.ts'
import { widgetData } from './widgetData.ts'
import type { Widget } from './widgetSchema.ts'

/**
 * Reads what widgets show their reader, and further pages of records, all in one round trip. A widget about what the reader may not see has no number.
 */
export async function readWidgets(
  widgets: readonly Widget[],
  pages: readonly RecordQuery[],
  { filter, reader }: { filter: HomeFilter; reader: ScreenReader },
): Promise<{ data: Record<string, WidgetData>; pages: RecordDoc[][] }> {
  const { tenantId } = requireTenantScope()
  const compiled = widgets.map((widget) => compileReadable(widget, { filter, reader, tenantId }))
  const readable = compiled.flatMap((one) => one ?? [])
  const read = await readTogether(
    pages,
    readable.map(({ statement }) => statement),
  )
  const fields = new Map<string, readonly FieldView[]>()
  const fieldsOf = (slug: string) => {
    const known = fields.get(slug) ?? describeCollection(slug, reader).fields
    fields.set(slug, known)

    return known
  }
  const entries = widgets.map((widget, at): [string, WidgetData] => {
    const one = compiled[at]
    const found = one === undefined ? undefined : read.rows[readable.indexOf(one)]

    return [
      widget.id,
      one === undefined
        ? { state: 'notReadable' }
        : widgetData(widget, one, found ?? [], fieldsOf(widget.collection)),
    ]
  })

  return { data: Object.fromEntries(entries), pages: read.pages.map(({ docs }) => docs) }
}

function compileReadable(
  widget: Widget,
  { filter, reader, tenantId }: { filter: HomeFilter; reader: ScreenReader; tenantId: string },
): CompiledWidget | undefined {
  if (!isReadableName(widget.collection, reader)) {
    return undefined
  }
  try {
    return compileWidget(widget, filter, tenantId)
  } catch (error) {
    if (isTenonError(error, 'RECORD_QUERY_INVALID')) {
      return undefined
    }
    throw error
  }
}

/** A definition may outlive the plugin that brought its collection. */
function isReadableName(collection: string, reader: ScreenReader): boolean {
  try {
    return isReadable(collection, reader)
  } catch (error) {
    if (isTenonError(error, 'RECORD_COLLECTION_UNKNOWN')) {
      return false
    }
    throw error
  }
}
