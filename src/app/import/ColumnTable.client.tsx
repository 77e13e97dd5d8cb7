'use client'

import { useTranslation } from '@payloadcms/ui'

import type { FieldView } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { Chip } from '../settings/parts/Card.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { importTexts } from './translations/index.ts'
import type { PreviewFacts } from './types.ts'

const SAMPLES = 3
const NONE = ''

/** The columns of the file with their first values, what was detected, and the field that each fills. */
export function ColumnTable(props: {
  fields: readonly FieldView[]
  isBusy: boolean
  onTarget: (header: string, target: null | string) => void
  preview: PreviewFacts
}) {
  const t = useTexts(importTexts)
  const { fields, isBusy, onTarget, preview } = props

  return (
    <div className="tenon-table-wrap">
      <table className="tenon-table tenon-import__columns">
        <thead>
          <tr>
            <th scope="col">{t('map.column')}</th>
            <th scope="col">{t('map.samples')}</th>
            <th scope="col">{t('map.detected')}</th>
            <th scope="col">{t('map.target')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map((column, index) => (
            <tr key={column.header}>
              <th scope="row">{column.header}</th>
              <td className="tenon-import__samples">
                {preview.samples
                  .map((row) => row[index] ?? '')
                  .filter((value) => value !== '')
                  .slice(0, SAMPLES)
                  .map((value, at) => (
                    <span key={`${String(at)} ${value}`}>{value}</span>
                  ))}
              </td>
              <td>
                <Chip>{detectedText(t, column)}</Chip>
              </td>
              <td>
                <TargetSelect
                  fields={fields}
                  header={column.header}
                  isBusy={isBusy}
                  onTarget={onTarget}
                  target={column.target}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type Texts = ReturnType<typeof useTexts<Parameters<typeof importTexts.translate>[1]>>

function detectedText(t: Texts, column: PreviewFacts['columns'][number]): string {
  const type = t(`type.${column.type}`)
  if (column.dateOrder !== undefined) {
    return `${type} · ${t(`order.${column.dateOrder as 'dmy'}`)}`
  }

  return column.decimal === undefined
    ? type
    : `${type} · ${t(column.decimal === ',' ? 'decimalComma' : 'decimalPoint')}`
}

function TargetSelect(props: {
  fields: readonly FieldView[]
  header: string
  isBusy: boolean
  onTarget: (header: string, target: null | string) => void
  target: null | string
}) {
  const { fields, header, isBusy, onTarget, target } = props
  const t = useTexts(importTexts)
  const { i18n } = useTranslation()
  const options = [
    { label: t('map.leaveOut'), value: NONE },
    { label: t('map.externalId'), value: 'externalId' },
    ...fields.map((field) => ({
      label: `${labelText(field.label, i18n.language)}${field.required ? ' *' : ''}`,
      value: field.path,
    })),
  ]
  const [path = '', part] = (target ?? '').split(':')
  const isKnown = options.some(({ value }) => value === (target ?? NONE))
  const name = options.find(({ value }) => value === path)?.label ?? path
  const all = isKnown
    ? options
    : [
        ...options,
        { label: `${name} (${t(`part.${(part ?? 'whole') as 'whole'}`)})`, value: target ?? '' },
      ]

  return (
    <select
      aria-label={t('map.targetOf', { column: header })}
      className={`tenon-input${target === null ? ' tenon-import__unused' : ''}`}
      disabled={isBusy}
      onChange={(event) => {
        onTarget(header, event.target.value === NONE ? null : event.target.value)
      }}
      value={target ?? NONE}
    >
      {all.map(({ label, value }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}
