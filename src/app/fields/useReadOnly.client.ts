'use client'

import { useDocumentInfo } from '@payloadcms/ui'

/**
 * True when an input of ours takes no change: where its field takes none, and where the reader may not save the record,
 * which Payload tells its own inputs alone.
 */
export function useReadOnly(
  props: { field: { admin?: { readOnly?: boolean } }; readOnly?: boolean },
  disabled: boolean,
): boolean {
  // Outside of a record's form (in bulk edit, say) nobody has answered, so only a plain no counts.
  const document: { hasSavePermission?: boolean; isTrashed?: boolean } = useDocumentInfo()

  return (
    props.readOnly === true ||
    props.field.admin?.readOnly === true ||
    disabled ||
    document.hasSavePermission === false ||
    document.isTrashed === true
  )
}
