import type { DefaultServerCellComponentProps } from 'payload'
import { formatAdminURL } from 'payload/shared'

import { labelText } from '../format/labelText.ts'

/** A label in the language of the reader; a link where its column leads to the record. */
export function LabelCell(props: DefaultServerCellComponentProps) {
  const { collectionConfig, i18n, link, payload, rowData } = props
  const cellData: unknown = props.cellData
  const text = labelText(cellData, i18n.language)

  if (!link) {
    return <span>{text}</span>
  }
  const href = formatAdminURL({
    adminRoute: payload.config.routes.admin,
    path: `/collections/${collectionConfig.slug}/${String(rowData['id'])}`,
  })

  return <a href={href}>{text || '—'}</a>
}
