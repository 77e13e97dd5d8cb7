'use client'

import { useTranslation } from '@payloadcms/ui'

import type { FieldView, Titles } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { fieldText } from '../ui/fieldText.ts'
import { useFieldContext } from '../ui/useFieldContext.client.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { importTexts } from './translations/index.ts'
import type { RowFacts } from './types.ts'

/** What a row would change, field by field, or why it is refused. */
export function RowChanges(props: { fields: readonly FieldView[]; row: RowFacts; titles: Titles }) {
  const { fields, row, titles } = props
  const t = useTexts(importTexts)
  const { i18n } = useTranslation()
  const { contextOf } = useFieldContext(titles)
  const currency = row.changes.find(({ field }) => field === 'currency')?.to
  const changes = row.changes.flatMap((change) => {
    const field = fields.find(({ path }) => path === change.field)

    return field === undefined ? [] : [{ ...change, field }]
  })
  const written = (field: FieldView, value: unknown) =>
    isNewRelation(field, value, titles)
      ? t('rows.new')
      : fieldText(field, value, contextOf(field, { currency }))

  return (
    <ul className="tenon-set-changes">
      {row.faults.map((fault) => (
        <li className="tenon-set-changes__fault" key={fault.message}>
          {fault.column === undefined ? fault.message : `${fault.column}: ${fault.message}`}
        </li>
      ))}
      {row.nearMisses.map((miss) => (
        <li className="tenon-set-changes__near" key={`${miss.column} ${miss.value}`}>
          {t('near.beside', miss)}
        </li>
      ))}
      {changes.map(({ field, from, to }) => (
        <li key={field.path}>
          <span className="tenon-set-changes__field">{labelText(field.label, i18n.language)}</span>{' '}
          {from === null || from === undefined ? null : (
            <>
              <del>{written(field, from)}</del> →{' '}
            </>
          )}
          <ins>{written(field, to)}</ins>
        </li>
      ))}
    </ul>
  )
}

/** A record that the import itself would make has no title yet. */
function isNewRelation(field: FieldView, value: unknown, titles: Titles): boolean {
  return (
    field.kind === 'relation' &&
    typeof value === 'string' &&
    titles[field.relationTo ?? '']?.[value] === undefined
  )
}
