'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'

import { labelText } from '../format/labelText.ts'
import { Card, Empty } from '../settings/parts/Card.tsx'
import { Field, Select } from '../settings/parts/Field.client.tsx'
import { Button } from '../ui/Button.client.tsx'
import type { ApiFault } from '../ui/callApi.ts'
import { ApiError } from '../ui/callApi.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { addressOf } from './addressOf.ts'
import { importTexts } from './translations/index.ts'
import type { ImportData } from './types.ts'

/** The first step: what is imported, and the file. */
export function FileStep({ data }: { data: ImportData }) {
  const t = useTexts(importTexts)
  const { i18n } = useTranslation()
  const router = useRouter()
  const [slug, setSlug] = useState(data.target?.slug ?? data.targets[0]?.slug ?? '')
  const { isBusy, send } = useUpload(slug)

  if (data.targets.length === 0) {
    return <Empty>{t('nowhere')}</Empty>
  }

  return (
    <Card heading={t('file.heading')} text={t('file.text')}>
      <Field label={t('file.into')}>
        {(id) => (
          <Select
            id={id}
            onChange={(value) => {
              setSlug(value)
              router.replace(addressOf({ collection: value }))
            }}
            options={data.targets.map((one) => ({
              label: labelText(one.labels.plural, i18n.language),
              value: one.slug,
            }))}
            value={slug}
          />
        )}
      </Field>
      <DropZone isBusy={isBusy} onFile={(file) => void send(file)} />
    </Card>
  )
}

/** Takes a file by a click, by the keyboard or dropped onto it. */
function DropZone({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File) => void }) {
  const t = useTexts(importTexts)
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)

  return (
    <div
      className={`tenon-set-drop${isOver ? ' tenon-set-drop--over' : ''}`}
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
        const file = event.dataTransfer.files.item(0)
        if (file !== null && !isBusy) {
          onFile(file)
        }
      }}
    >
      <Upload aria-hidden size={28} />
      <p aria-live="polite">{isBusy ? t('file.reading') : t('file.drop')}</p>
      <Button
        disabled={isBusy}
        look="primary"
        onClick={() => {
          input.current?.click()
        }}
      >
        {t('file.choose')}
      </Button>
      <input
        accept=".csv,.tsv,.txt,.xlsx"
        aria-label={t('file.choose')}
        className="tenon-set-drop__input"
        onChange={(event) => {
          const file = event.target.files?.item(0) ?? null
          event.target.value = ''
          if (file !== null) {
            onFile(file)
          }
        }}
        ref={input}
        tabIndex={-1}
        type="file"
      />
      <p className="tenon-set-field__help">{t('file.kinds')}</p>
    </div>
  )
}

/** Sends the bytes of a file and goes on to the import that was made of them. */
function useUpload(slug: string): { isBusy: boolean; send: (file: File) => Promise<void> } {
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)

  const send = async (file: File) => {
    setBusy(true)
    try {
      const query = new URLSearchParams({ collection: slug, file: file.name })
      const response = await fetch(`/api/imports?${query.toString()}`, {
        body: file,
        credentials: 'same-origin',
        headers: { 'content-type': 'application/octet-stream' },
        method: 'POST',
      })
      const answer = (await response.json()) as { errors?: ApiFault[]; id?: string }
      if (!response.ok || answer.id === undefined) {
        throw new ApiError(response.status, answer.errors ?? [{ message: response.statusText }])
      }
      router.push(addressOf({ id: answer.id, step: 'map' }))
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }

  return { isBusy, send }
}
