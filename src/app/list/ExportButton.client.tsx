'use client'

import { useTranslation } from '@payloadcms/ui'
import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'

import { Button } from '../ui/Button.client.tsx'
import type { ApiError } from '../ui/callApi.ts'
import { callApi } from '../ui/callApi.ts'
import { Dialog } from '../ui/Dialog.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { totalText } from './totalText.ts'
import { listTexts } from './translations/index.ts'
import type { List } from './useList.client.ts'

const FORMATS = ['xlsx', 'csv', 'json'] as const
const POLL_MS = 700

type Running = {
  error: { message: string } | null
  file: null | string
  id: string
  progress: { done: number; total: null | number }
  state: 'cancelled' | 'done' | 'failed' | 'queued' | 'running'
}

/** Exports what a list shows: its records, columns and order, as a file made in the background. */
export function ExportButton({ list }: { list: List }) {
  const t = useTexts(listTexts)
  const [isOpen, setOpen] = useState(false)

  return (
    <>
      <Button
        onClick={() => {
          setOpen(true)
        }}
      >
        <Download aria-hidden size={16} />
        <span className="tenon-list__tool-name">{t('export.heading')}</span>
      </Button>
      {isOpen ? (
        <ExportDialog
          list={list}
          onClose={() => {
            setOpen(false)
          }}
        />
      ) : null}
    </>
  )
}

function ExportDialog({ list, onClose }: { list: List; onClose: () => void }) {
  const t = useTexts(listTexts)
  const { i18n } = useTranslation()
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('xlsx')
  const { fault, running, start, stop } = useExport(list)
  const isWorking = running?.state === 'queued' || running?.state === 'running'

  return (
    <Dialog
      description={t('export.scope', { count: totalText(list.rows, i18n.language) })}
      heading={t('export.heading')}
      isOpen
      onClose={onClose}
    >
      <fieldset disabled={isWorking}>
        <legend>{t('export.format')}</legend>
        {FORMATS.map((one) => (
          <label className="tenon-list__check-line" key={one}>
            <input
              checked={format === one}
              name="format"
              onChange={() => {
                setFormat(one)
              }}
              type="radio"
            />
            <span>{t(`export.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <p aria-live="polite">
        {fault !== null || running?.state === 'failed'
          ? t('export.failed', { reason: fault ?? running?.error?.message ?? '' })
          : isWorking
            ? t('export.working', { done: running.progress.done })
            : null}
      </p>
      <div className="tenon-list__dialog-foot">
        {isWorking ? (
          <Button onClick={() => void stop()}>{t('export.cancel')}</Button>
        ) : running?.state === 'done' ? (
          <a
            className="tenon-button tenon-button--primary"
            download
            href={`/api/exports/${running.id}/file`}
          >
            {t('export.download', { file: running.file ?? '' })}
          </a>
        ) : (
          <Button look="primary" onClick={() => void start(format, i18n.language)}>
            {t('export.start')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

function useExport({ page, rows }: List) {
  const [running, setRunning] = useState<null | Running>(null)
  const [fault, setFault] = useState<null | string>(null)
  const { collection, state } = page
  const start = async (format: string, language: string) => {
    try {
      const { id } = await callApi<{ id: string }>('POST', '/api/exports', {
        collection: collection.slug,
        fields: state.columns,
        format,
        locale: language === 'de' ? 'de' : 'en',
        sort: rows.sort,
        trash: state.trash,
        where: rows.where,
      })
      setFault(null)
      setRunning(await callApi<Running>('GET', `/api/exports/${id}`))
    } catch (error) {
      setFault((error as ApiError).message)
    }
  }
  useEffect(() => {
    if (running === null || (running.state !== 'queued' && running.state !== 'running')) {
      return
    }
    const timer = setTimeout(() => {
      callApi<Running>('GET', `/api/exports/${running.id}`)
        .then(setRunning)
        .catch((error: unknown) => {
          setFault((error as ApiError).message)
        })
    }, POLL_MS)

    return () => {
      clearTimeout(timer)
    }
  }, [running])

  return {
    fault,
    running,
    start,
    stop: async () => {
      if (running !== null) {
        setRunning(await callApi<Running>('POST', `/api/exports/${running.id}/cancel`, {}))
      }
    },
  }
}
