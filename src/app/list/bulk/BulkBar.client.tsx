'use client'

import { useTranslation } from '@payloadcms/ui'
import { Pencil, RotateCcw, Tag, Trash2, UserRound, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'

import type { FieldView } from '../../../screens/index.ts'
import { Button } from '../../ui/Button.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { holding } from '../table/valueIn.ts'
import { totalText } from '../totalText.ts'
import { listTexts } from '../translations/index.ts'
import type { List } from '../useList.client.ts'
import type { Selection } from '../useSelection.client.ts'
import { ConfirmDialog } from './ConfirmDialog.client.tsx'
import { FieldDialog } from './FieldDialog.client.tsx'
import { OutcomeDialog } from './OutcomeDialog.client.tsx'
import { MOST_TAGGED, useBulk } from './useBulk.client.ts'

type ListTranslate = ReturnType<typeof useTexts<Parameters<typeof listTexts.translate>[1]>>

type Asked = 'assign' | 'delete' | 'edit' | 'tag' | 'trash'

const TAG: FieldView = {
  indexed: true,
  kind: 'relation',
  label: listTexts.label('bulk.tag'),
  path: 'tag',
  readOnly: false,
  relationTo: 'tags',
  required: true,
}

/** What can be done with the selected records, and what became of it. */
export function BulkBar({ list, selection }: { list: List; selection: Selection }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const bulk = useBulk(list, selection)
  const { i18n } = useTranslation()
  const count = selection.all ? totalText(list.rows, i18n.language) : String(selection.ids.size)
  const close = () => {
    setAsked(null)
  }

  return (
    <>
      {selection.ids.size > 0 || selection.all || bulk.progress !== null ? (
        <Actions ask={setAsked} bulk={bulk} count={count} list={list} selection={selection} />
      ) : null}
      {asked === null ? null : (
        <Question
          asked={asked}
          bulk={bulk}
          close={close}
          count={count}
          list={list}
          selection={selection}
        />
      )}
      {bulk.outcome === null ? null : (
        <OutcomeDialog list={list} onClose={bulk.close} onUndo={bulk.undo} outcome={bulk.outcome} />
      )}
    </>
  )
}

type PartProps = {
  bulk: ReturnType<typeof useBulk>
  count: string
  list: List
  selection: Selection
}

function Actions(props: PartProps & { ask: (asked: Asked) => void }) {
  const { ask, bulk, list, selection } = props
  const t = useTexts(listTexts)
  const { i18n } = useTranslation()
  const { collection, rights, state } = list.page
  const { may } = collection
  const all = totalText(list.rows, i18n.language)
  const canAll = selection.isPage && !selection.all && list.rows.totalDocs > selection.ids.size
  const canUpdate = may.update !== 'none' && !state.trash
  const canDelete = may.delete !== 'none'
  const isBusy = bulk.progress !== null
  const button = (isOffered: boolean, name: Asked, text: string, icon: ReactNode) =>
    isOffered ? (
      <Button
        disabled={isBusy}
        onClick={() => {
          ask(name)
        }}
      >
        {icon}
        <span className="tenon-list__tool-name">{text}</span>
      </Button>
    ) : null

  return (
    <section aria-label={t('actions.bulk')} className="tenon-list__bulk">
      <p aria-live="polite">{statusOf(props, t)}</p>
      {canAll ? (
        <Button look="quiet" onClick={selection.selectAll}>
          {t('actions.selectAll', { count: all })}
        </Button>
      ) : null}
      {button(canUpdate, 'edit', t('bulk.edit'), <Pencil aria-hidden size={16} />)}
      {button(
        canUpdate && ownerOf(list)?.readOnly === false,
        'assign',
        t('bulk.assign'),
        <UserRound aria-hidden size={16} />,
      )}
      {button(rights.tag && !state.trash, 'tag', t('bulk.tag'), <Tag aria-hidden size={16} />)}
      {button(
        canDelete && !state.trash && collection.trash,
        'trash',
        t('actions.trash'),
        <Trash2 aria-hidden size={16} />,
      )}
      {canDelete && state.trash ? (
        <Button disabled={isBusy} onClick={() => void bulk.change({ op: 'restore' })}>
          <RotateCcw aria-hidden size={16} />
          {t('actions.restore')}
        </Button>
      ) : null}
      {button(
        canDelete && (state.trash || !collection.trash),
        'delete',
        t('actions.deleteForGood'),
        <Trash2 aria-hidden size={16} />,
      )}
      <Button
        aria-label={t('actions.clear')}
        className="tenon-list__bulk-close"
        look="quiet"
        onClick={selection.clear}
      >
        <X aria-hidden size={16} />
      </Button>
    </section>
  )
}

function statusOf({ bulk, count, selection }: PartProps, t: ListTranslate): string {
  const { progress } = bulk
  if (progress === null) {
    return t(selection.all ? 'actions.selectedAll' : 'actions.selected', { count })
  }

  return progress.total === null
    ? t('bulk.work')
    : t('bulk.progress', { done: progress.done, total: progress.total })
}

function Question(props: PartProps & { asked: Asked; close: () => void }) {
  const { asked, bulk, close, count, list, selection } = props
  const t = useTexts(listTexts)
  const owner = ownerOf(list)
  if (asked === 'trash' || asked === 'delete') {
    return (
      <ConfirmDialog
        action={t(asked === 'trash' ? 'actions.trash' : 'actions.deleteForGood')}
        onClose={close}
        onConfirm={() => {
          close()
          void bulk.change({ op: asked })
        }}
        text={t(asked === 'trash' ? 'bulk.confirmTrash' : 'bulk.confirmDelete', { count })}
      />
    )
  }
  const isTooMany =
    asked === 'tag' &&
    selection.all &&
    (list.rows.totalDocs > MOST_TAGGED || list.rows.totalIsCapped)

  return (
    <FieldDialog
      fields={
        asked === 'tag'
          ? [TAG]
          : asked === 'assign'
            ? owner === undefined
              ? []
              : [owner]
            : list.page.collection.fields.filter((field) => isBulkField(field))
      }
      heading={t(`bulk.${asked}`)}
      note={isTooMany ? t('bulk.tooManyToTag', { count: MOST_TAGGED }) : undefined}
      onApply={(field, value) => {
        close()
        void (asked === 'tag'
          ? bulk.tag(String(value))
          : bulk.change({ data: holding(field.path, value), op: 'update' }))
      }}
      onClose={close}
    />
  )
}

function ownerOf({ page }: List): FieldView | undefined {
  return page.collection.fields.find(({ path }) => path === page.collection.ownerField)
}

function isBulkField({ kind, readOnly }: FieldView): boolean {
  return !readOnly && kind !== 'json' && kind !== 'polymorphic'
}
