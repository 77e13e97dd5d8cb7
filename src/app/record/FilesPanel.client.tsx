'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import { Upload } from 'lucide-react'
import { useId, useState } from 'react'

import type { timelineScreen } from '../../screens/index.ts'
import { callApi } from '../ui/callApi.ts'
import { uiTexts } from '../ui/translations/index.ts'
import { useScreen } from '../ui/useScreen.client.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { complain } from './complain.client.ts'
import { FileLine } from './FileLine.client.tsx'
import { useRecordState } from './RecordContext.client.tsx'
import { recordTexts } from './translations/index.ts'
import type { Doc } from './types.ts'
import { uploadFile } from './uploadFile.client.ts'

const MOST = 100

/** The files of the record: dropped or chosen, seen, saved and thrown away. */
export function FilesPanel({ mayAdd }: { mayAdd: boolean }) {
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const ui = useTexts(uiTexts)
  const { data: record, reload, round } = useRecordState()
  const { data, reload: again } = useFiles(round, i18n.language)
  const refresh = () => {
    reload()
    again()
  }
  const remove = async (doc: Doc) => {
    const address = `/api/attachments/${doc.id}`
    await callApi('DELETE', address)
    refresh()
    const undo = async () => {
      await callApi('PATCH', address, { deletedAt: null })
      refresh()
    }
    toast.success(t('files.deleted', { name: String(doc['fileName']) }), {
      action: { label: t('undo'), onClick: () => void undo().catch(complain) },
      duration: 10_000,
    })
  }
  const files = (data?.entries ?? []).flatMap((entry) => (entry.kind === 'file' ? [entry.doc] : []))

  return (
    <div className="tenon-files">
      {mayAdd ? (
        <DropPlace
          onDone={refresh}
          target={{ collection: record.collection.slug, id: record.doc.id }}
        />
      ) : null}
      {data === undefined ? <p>{ui('loading')}</p> : null}
      {data !== undefined && files.length === 0 ? (
        <p className="tenon-timeline__empty">{t('files.none')}</p>
      ) : null}
      <ul className="tenon-files__list">
        {files.map((doc) => (
          <li key={doc.id}>
            <FileLine
              doc={doc}
              {...(mayAdd
                ? {
                    onDelete: () => {
                      remove(doc).catch(complain)
                    },
                  }
                : {})}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

function useFiles(round: number, language: string) {
  const { data: record } = useRecordState()

  // A page of its own for every round: what was logged or uploaded elsewhere shows here, too.
  return useScreen<typeof timelineScreen>('record-timeline', {
    collection: record.collection.slug,
    id: record.doc.id,
    kind: 'files',
    language,
    limit: MOST - (round % 2),
  })
}

function DropPlace(props: { onDone: () => void; target: { collection: string; id: string } }) {
  const { onDone, target } = props
  const t = useTexts(recordTexts)
  const id = useId()
  const [isOver, setOver] = useState(false)
  const [busy, setBusy] = useState('')
  const upload = async (files: readonly File[]) => {
    for (const file of files) {
      setBusy(t('files.uploading', { name: file.name }))
      try {
        // One after the other: a slow line is not shared by all.
        await uploadFile(file, target)
        toast.success(t('files.uploaded', { name: file.name }))
      } catch (error) {
        complain(
          new Error(t('files.failed', { name: file.name, reason: (error as Error).message })),
        )
      }
    }
    setBusy('')
    onDone()
  }

  return (
    <div
      className="tenon-drop"
      data-over={isOver}
      onDragLeave={() => {
        setOver(false)
      }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void upload([...event.dataTransfer.files])
      }}
    >
      <Upload aria-hidden size={18} />
      <label htmlFor={id}>{t('files.drop')}</label>
      <input
        aria-label={t('files.choose')}
        id={id}
        multiple
        onChange={(event) => {
          void upload([...(event.target.files ?? [])])
          event.target.value = ''
        }}
        type="file"
      />
      <span aria-live="polite">{busy}</span>
    </div>
  )
}
