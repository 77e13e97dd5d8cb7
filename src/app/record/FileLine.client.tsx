'use client'

import { useTranslation } from '@payloadcms/ui'
import { Download, FileText, Trash2 } from 'lucide-react'
import { useState } from 'react'

import { useTexts } from '../ui/useTexts.client.ts'
import { recordTexts } from './translations/index.ts'
import type { Doc } from './types.ts'
import { textAt } from './values.ts'

const ICON = 16
const STEP = 1024
const UNITS = ['B', 'KB', 'MB', 'GB'] as const

/** A file with its small picture: a click saves it. */
export function FileLine({ doc, onDelete }: { doc: Doc; onDelete?: () => void }) {
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const name = textAt(doc, 'fileName')
  const address = `/api/attachments/${doc.id}/file`

  return (
    <div className="tenon-file">
      <Picture doc={doc} />
      <a className="tenon-file__name" download={name} href={address}>
        {name}
      </a>
      <span className="tenon-file__size">{sizeText(Number(doc['size'] ?? 0), i18n.language)}</span>
      <a
        aria-label={t('files.download', { name })}
        className="tenon-icon-button"
        download={name}
        href={address}
      >
        <Download aria-hidden size={ICON} />
      </a>
      {onDelete === undefined ? null : (
        <button
          aria-label={t('files.delete', { name })}
          className="tenon-icon-button"
          onClick={onDelete}
          type="button"
        >
          <Trash2 aria-hidden size={ICON} />
        </button>
      )}
    </div>
  )
}

/** The thumbnail of a picture, which is made in the background; until then, and for all others, a sign. */
function Picture({ doc }: { doc: Doc }) {
  const [isMissing, setMissing] = useState(false)
  const isPicture = textAt(doc, 'mediaType').startsWith('image/')

  return isPicture && !isMissing ? (
    <img
      alt=""
      className="tenon-file__picture"
      height={40}
      loading="lazy"
      onError={() => {
        setMissing(true)
      }}
      src={`/api/attachments/${doc.id}/thumbnail`}
      width={40}
    />
  ) : (
    <span aria-hidden className="tenon-file__picture">
      <FileText size={20} />
    </span>
  )
}

function sizeText(bytes: number, language: string): string {
  const step = bytes === 0 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(STEP)), 3)
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: step === 0 ? 0 : 1 })

  return `${number.format(bytes / STEP ** step)} ${UNITS[step] ?? ''}`
}
