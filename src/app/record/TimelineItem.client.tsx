'use client'

import { useTranslation } from '@payloadcms/ui'
import {
  CalendarDays,
  Flag,
  ListChecks,
  Mail,
  NotebookPen,
  Paperclip,
  PencilLine,
  Phone,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'

import type { TimelineEntry, Titles } from '../../screens/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { ActivityItem } from './ActivityItem.client.tsx'
import { ChangeItem } from './ChangeItem.client.tsx'
import { timeText } from './days.ts'
import { FileLine } from './FileLine.client.tsx'
import { useRecordState } from './RecordContext.client.tsx'
import { recordTexts } from './translations/index.ts'

const ICONS: Readonly<Record<string, LucideIcon>> = {
  call: Phone,
  change: PencilLine,
  email: Mail,
  file: Paperclip,
  meeting: CalendarDays,
  note: NotebookPen,
  stage: Flag,
  task: ListChecks,
}

/** One entry of the timeline. */
export function TimelineItem(props: {
  entry: TimelineEntry
  stageField: null | string
  titles: Titles
}) {
  const { entry, stageField, titles } = props
  const { i18n } = useTranslation()
  const { data } = useRecordState()
  const kind = entry.kind === 'activity' ? String(entry.doc['type']) : entry.kind
  const Icon = ICONS[kind] ?? PencilLine

  return (
    <li className="tenon-entry" data-kind={kind}>
      <span aria-hidden className="tenon-entry__icon">
        <Icon size={15} />
      </span>
      <div className="tenon-entry__body">
        <time className="tenon-entry__time" dateTime={entry.at}>
          {timeText(entry.at, i18n.language, data.timeZone)}
        </time>
        {entry.kind === 'activity' ? (
          <ActivityItem doc={entry.doc} titles={titles} />
        ) : entry.kind === 'file' ? (
          <FileItem entry={entry} titles={titles} />
        ) : (
          <ChangeItem change={entry.change} stageField={stageField} titles={titles} />
        )}
      </div>
    </li>
  )
}

function FileItem(props: { entry: Extract<TimelineEntry, { kind: 'file' }>; titles: Titles }) {
  const { entry, titles } = props
  const t = useTexts(recordTexts)
  const who = titles['users']?.[String(entry.doc['uploadedBy'])] ?? t('timeline.actors.user')

  return (
    <>
      <p className="tenon-entry__line">
        <b>{who}</b> {t('timeline.filed')}
      </p>
      <FileLine doc={entry.doc} />
    </>
  )
}
