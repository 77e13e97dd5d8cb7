'use client'

import { useTranslation } from '@payloadcms/ui'

import type { CollectionView, FieldView, Widget } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { Choice } from './FilterBar.client.tsx'
import { homeTexts } from './translations/index.ts'

type Fields = {
  collection: CollectionView
  draft: Widget
  onChange: (draft: Widget) => void
}

const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const

const KEPT = 'kept'

const PARTED: ReadonlySet<string> = new Set([
  'boolean',
  'choice',
  'date',
  'instant',
  'relation',
  'text',
])

/** What a widget reckons, by what it is parted and which date the period is about. */
export function WidgetFields({ collection, draft, onChange }: Fields) {
  const t = useTexts(homeTexts)
  const { i18n } = useTranslation()
  const { fields } = collection
  const write = (list: readonly FieldView[]) =>
    list.map(({ label, path }) => ({ title: labelText(label, i18n.language), value: path }))
  const dates = fields.filter(({ kind }) => kind === 'date' || kind === 'instant')
  const parts = fields.filter(({ kind }) => PARTED.has(kind))
  const isTimed = draft.by.some((path) => dates.some((date) => date.path === path))
  const [first = '', second = ''] = draft.by
  const part = (by: readonly string[]) => {
    const timed = by.some((path) => dates.some((date) => date.path === path))
    const { period, ...rest } = draft
    onChange({
      ...rest,
      by: by.filter((path) => path !== ''),
      ...(timed ? { period: period ?? 'month' } : {}),
    })
  }

  return (
    <>
      <MeasureChoice collection={collection} draft={draft} onChange={onChange} />
      {draft.kind === 'number' ? null : (
        <Choice
          isWide
          label={t('by')}
          onChange={(path) => {
            part([path, second === path ? '' : second])
          }}
          options={[{ title: t('noParts'), value: '' }, ...write(parts)]}
          value={first}
        />
      )}
      {first === '' || draft.kind === 'number' ? null : (
        <Choice
          isWide
          label={t('thenBy')}
          onChange={(path) => {
            part([first, path])
          }}
          options={[
            { title: t('nothing'), value: '' },
            ...write(parts.filter(({ path }) => path !== first)),
          ]}
          value={second}
        />
      )}
      {isTimed ? (
        <Choice
          isWide
          label={t('timeUnit')}
          onChange={(unit) => {
            onChange({ ...draft, period: UNITS.find((one) => one === unit) ?? 'month' })
          }}
          options={UNITS.map((unit) => ({ title: t(`timeUnits.${unit}`), value: unit }))}
          value={draft.period ?? 'month'}
        />
      ) : null}
      <Choice
        isWide
        label={t('date')}
        onChange={(path) => {
          onChange({ ...draft, date: path === '' ? null : path })
        }}
        options={[
          { title: t('noPeriod'), value: '' },
          ...write(dates),
          ...(draft.date === null || dates.some(({ path }) => path === draft.date)
            ? []
            : [{ title: draft.date, value: draft.date }]),
        ]}
        value={draft.date ?? ''}
      />
    </>
  )
}

/** The number of records, or the sum or the average of a field; what a ready-made widget has stays choosable. */
function MeasureChoice({ collection, draft, onChange }: Fields) {
  const t = useTexts(homeTexts)
  const { i18n } = useTranslation()
  const numbers = collection.fields.filter(({ kind }) => kind === 'integer' || kind === 'number')
  const options = [
    { title: t('count'), value: 'count' },
    ...numbers.flatMap(({ label, path }) => {
      const field = labelText(label, i18n.language)

      return [
        { title: t('sum', { field }), value: `sum ${path}` },
        { title: t('average', { field }), value: `avg ${path}` },
      ]
    }),
  ]
  const current = nameOf(draft)
  const isKnown = options.some(({ value }) => value === current)

  return (
    <Choice
      isWide
      label={t('measure')}
      onChange={(value) => {
        const [of, field = ''] = value.split(' ')
        if (value !== KEPT) {
          onChange({
            ...draft,
            measures: [of === 'count' ? { of } : { field, of: of === 'avg' ? 'avg' : 'sum' }],
          })
        }
      }}
      options={
        isKnown
          ? options
          : [{ title: labelText(draft.title, i18n.language), value: KEPT }, ...options]
      }
      value={isKnown ? current : KEPT}
    />
  )
}

function nameOf({ measures }: Widget): string {
  const [measure] = measures
  if (measure === undefined || measures.length > 1) {
    return KEPT
  }

  return measure.of === 'count'
    ? 'count'
    : (measure.of === 'avg' || measure.of === 'sum') && measure.weight === undefined
      ? `${measure.of} ${measure.field}`
      : KEPT
}
