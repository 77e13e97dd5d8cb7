'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'

import type { FieldView, TimelineEntry, Titles } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { callApi } from '../ui/callApi.ts'
import { fieldText } from '../ui/fieldText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { complain } from './complain.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { RestoreDialog } from './RestoreDialog.client.tsx'
import { recordTexts } from './translations/index.ts'
import type { Doc } from './types.ts'
import { at } from './values.ts'

type Change = Extract<TimelineEntry, { change: unknown }>['change']

type Line = { field: FieldView; from: unknown; to: unknown }

const ACTORS = ['api_key', 'support', 'system', 'workflow'] as const

/** A change in the timeline: who, what, and each value before and after, to be restored from here. */
export function ChangeItem(props: { change: Change; stageField: null | string; titles: Titles }) {
  const { change, stageField, titles } = props
  const t = useTexts(recordTexts)
  const { data } = useRecordState()
  const lines = change.changes.flatMap((one): Line[] => {
    const field = data.collection.fields.find(({ path }) => path === one.field)

    return field === undefined ? [] : [{ field, from: one.from, to: one.to }]
  })
  // The move itself stands in the sentence above.
  const values = lines.filter(({ field }) => field.path !== stageField)
  const own = values.filter(({ field }) => !field.readOnly)
  const isUpdate = change.op === 'update'
  const isMove = values.length < lines.length
  const shown = own.length === 0 && !isMove ? values : own
  const derived = shown === values ? [] : values.filter(({ field }) => field.readOnly)

  return (
    <>
      <p className="tenon-entry__line">
        <b>{useActor(change, titles)}</b>{' '}
        <What change={change} lines={lines} stageField={stageField} titles={titles} />
      </p>
      {change.isErased && isUpdate ? (
        <p className="tenon-entry__meta">{t('timeline.erased')}</p>
      ) : null}
      {isUpdate ? (
        <>
          <Lines change={change} lines={shown} titles={titles} />
          {derived.length === 0 ? null : (
            <details className="tenon-entry__derived">
              <summary>{t('timeline.further', { count: derived.length })}</summary>
              <Lines change={change} lines={derived} titles={titles} />
            </details>
          )}
        </>
      ) : null}
    </>
  )
}

function useActor({ actor }: Change, titles: Titles): string {
  const t = useTexts(recordTexts)
  const name = titles['users']?.[actor.id ?? '']
  const type = ACTORS.find((one) => one === actor.type) ?? 'user'

  return name ?? t(`timeline.actors.${type}`)
}

function What(props: {
  change: Change
  lines: readonly Line[]
  stageField: null | string
  titles: Titles
}) {
  const { change, lines, stageField, titles } = props
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { contextOf } = useRecordState()
  if (change.op !== 'update') {
    return <>{t(`timeline.${change.op}`)}</>
  }
  const move = lines.find(({ field }) => field.path === stageField)
  if (move !== undefined) {
    const write = (value: unknown) =>
      fieldText(move.field, value, { ...contextOf(move.field), titles }) || '—'

    return <>{t('timeline.moved', { from: write(move.from), to: write(move.to) })}</>
  }
  const own = lines.filter(({ field }) => !field.readOnly)
  const fields = (own.length === 0 ? lines : own)
    .map(({ field }) => labelText(field.label, i18n.language))
    .join(', ')

  return <>{t('timeline.changed', { fields })}</>
}

function Lines(props: { change: Change; lines: readonly Line[]; titles: Titles }) {
  const { change, lines, titles } = props
  const { i18n } = useTranslation()
  const { contextOf } = useRecordState()
  const [asked, setAsked] = useState<Line | null>(null)
  const restore = useRestore(change)
  const writeIn = (line: Line) => (value: unknown) =>
    fieldText(line.field, value, { ...contextOf(line.field), titles }) || '—'

  return (
    <>
      <dl className="tenon-changes">
        {lines.map((line) => {
          const write = writeIn(line)

          return (
            <div key={line.field.path}>
              <dt>{labelText(line.field.label, i18n.language)}</dt>
              <dd>
                <del>{write(line.from)}</del> <span aria-hidden>→</span> <ins>{write(line.to)}</ins>
                <RestoreButton
                  line={line}
                  onAsk={() => {
                    setAsked(line)
                  }}
                />
              </dd>
            </div>
          )
        })}
      </dl>
      {asked === null ? null : (
        <RestoreDialog
          field={labelText(asked.field.label, i18n.language)}
          onClose={() => {
            setAsked(null)
          }}
          onRestore={() => {
            setAsked(null)
            restore(asked).catch(complain)
          }}
          value={writeIn(asked)(asked.from)}
        />
      )}
    </>
  )
}

function RestoreButton({ line, onAsk }: { line: Line; onAsk: () => void }) {
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { isOpen } = useRecordState()
  const field = labelText(line.field.label, i18n.language)

  return isOpen && !line.field.readOnly ? (
    <button
      aria-label={t('timeline.restoreValueOf', { field })}
      className="tenon-icon-button tenon-changes__restore"
      onClick={onAsk}
      title={t('timeline.restoreValueOf', { field })}
      type="button"
    >
      <RotateCcw aria-hidden size={14} />
    </button>
  ) : null
}

/** Writes the value from before a change, and offers to take that back. */
function useRestore(change: Change): (line: Line) => Promise<void> {
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { data, reload, save } = useRecordState()

  return async ({ field }) => {
    const { path } = field
    const former = at(data.doc, path)
    const { doc } = await callApi<{ doc: Doc }>(
      'POST',
      `/api/${data.collection.slug}/${data.doc.id}/history/${change.id}/restore`,
      { fields: [path] },
    )
    reload()
    const undo = async () => {
      const result = await save({ [path]: former ?? null }, doc)
      if (result.kind === 'conflict') {
        toast.error(t('conflict.heading'))
      } else {
        toast.success(t('undone'))
      }
    }
    toast.success(t('timeline.restored', { field: labelText(field.label, i18n.language) }), {
      action: { label: t('undo'), onClick: () => void undo().catch(complain) },
      duration: 10_000,
    })
  }
}
