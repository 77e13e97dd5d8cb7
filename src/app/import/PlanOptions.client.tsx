'use client'

import { useTranslation } from '@payloadcms/ui'

import type { FieldView } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { Card } from '../settings/parts/Card.tsx'
import { Check, Field, Select } from '../settings/parts/Field.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { importTexts } from './translations/index.ts'
import type { PreviewFacts } from './types.ts'
import type { usePlan } from './usePlan.client.ts'

type MapPart = { [K in keyof PreviewFacts['map']]?: PreviewFacts['map'][K] | undefined }

const AUTO = ''
const ORDERS = ['dmy', 'mdy', 'ymd', 'iso'] as const

/** How rows are matched, dates and figures are read, and what is made on the way. */
export function PlanOptions(props: {
  fields: readonly FieldView[]
  isBusy: boolean
  plan: ReturnType<typeof usePlan>['plan']
  preview: PreviewFacts
}) {
  const { fields, isBusy, plan, preview } = props
  const t = useTexts(importTexts)
  const { map } = preview
  const change = (part: MapPart) => {
    const next = Object.entries({ ...map, ...part }).filter(([, value]) => value !== undefined)
    void plan({ map: Object.fromEntries(next) })
  }
  const hasDates = preview.columns.some(({ dateOrder }) => dateOrder !== undefined)
  const hasNumbers = preview.columns.some(({ decimal }) => decimal !== undefined)

  return (
    <Card heading={t('options.heading')}>
      <KeySelect change={change} fields={fields} isBusy={isBusy} preview={preview} />
      <Check
        checked={preview.createMissing}
        disabled={isBusy}
        label={t('options.createMissing')}
        onChange={(createMissing) => void plan({ createMissing, map })}
      />
      {hasDates ? (
        <Field label={t('options.dates')}>
          {(id) => (
            <Select
              disabled={isBusy}
              id={id}
              onChange={(value) => {
                change({ dateOrder: ORDERS.find((one) => one === value) })
              }}
              options={[
                { label: t('options.detected'), value: AUTO },
                ...ORDERS.map((value) => ({ label: t(`order.${value}`), value })),
              ]}
              value={map.dateOrder ?? AUTO}
            />
          )}
        </Field>
      ) : null}
      {hasNumbers ? (
        <Field label={t('options.decimal')}>
          {(id) => (
            <Select
              disabled={isBusy}
              id={id}
              onChange={(value) => {
                change({ decimal: value === ',' || value === '.' ? value : undefined })
              }}
              options={[
                { label: t('options.detected'), value: AUTO },
                { label: t('decimalComma'), value: ',' },
                { label: t('decimalPoint'), value: '.' },
              ]}
              value={map.decimal ?? AUTO}
            />
          )}
        </Field>
      ) : null}
      <SheetSelect change={change} isBusy={isBusy} preview={preview} />
    </Card>
  )
}

type PartProps = {
  change: (part: MapPart) => void
  isBusy: boolean
  preview: PreviewFacts
}

function KeySelect(props: PartProps & { fields: readonly FieldView[] }) {
  const { change, fields, isBusy, preview } = props
  const t = useTexts(importTexts)
  const { i18n } = useTranslation()
  const targets = new Set(preview.columns.map(({ target }) => target))
  const nameOf = (path: string) =>
    labelText(fields.find((field) => field.path === path)?.label ?? path, i18n.language)
  const keys = fields.filter(
    (field) => targets.has(field.path) && (field.kind === 'text' || field.kind === 'integer'),
  )
  const { match } = preview
  const now =
    match.by === 'none'
      ? t('options.matchNone')
      : t('options.matchBy', { field: match.by === 'external' ? match.source : nameOf(match.path) })

  return (
    <Field help={now} label={t('options.key')}>
      {(id) => (
        <Select
          disabled={isBusy}
          id={id}
          onChange={(value) => {
            change({ key: value === AUTO ? undefined : value })
          }}
          options={[
            { label: t('options.keyAuto'), value: AUTO },
            { label: t('options.keyNone'), value: 'none' },
            ...(targets.has('externalId')
              ? [{ label: t('map.externalId'), value: 'externalId' }]
              : []),
            ...keys.map(({ path }) => ({ label: nameOf(path), value: path })),
          ]}
          value={preview.map.key ?? AUTO}
        />
      )}
    </Field>
  )
}

function SheetSelect({ change, isBusy, preview }: PartProps) {
  const t = useTexts(importTexts)
  const { format } = preview
  if (format.kind !== 'xlsx' || format.sheets.length < 2) {
    return null
  }

  return (
    <Field label={t('options.sheet')}>
      {(id) => (
        <Select
          disabled={isBusy}
          id={id}
          onChange={(sheet) => {
            change({ sheet })
          }}
          options={format.sheets.map((sheet) => ({ label: sheet, value: sheet }))}
          value={format.sheet}
        />
      )}
    </Field>
  )
}
