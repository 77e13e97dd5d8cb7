'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import Link from 'next/link'
import { useRef, useState } from 'react'

import type { DayActivity } from '../../screens/index.ts'
import { callApi } from '../ui/callApi.ts'
import { formatLocale } from '../ui/fieldText.ts'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { homeTexts } from './translations/index.ts'

type Saved = { doc: { version: number } }

/** A task that is ticked off at once; the note about it takes that back. */
export function TaskRow(props: { task: DayActivity; timeZone: string; today: string }) {
  const { task, timeZone, today } = props
  const t = useTexts(homeTexts)
  const { isDone, setDone } = useDone(task)
  const { i18n } = useTranslation()
  const due = task.dueAt === null ? undefined : new Date(task.dueAt)
  const day = due === undefined ? today : new Intl.DateTimeFormat('en-CA', { timeZone }).format(due)
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formatLocale(i18n.language), { timeZone, ...options }).format(due)
  const isLate = !isDone && due !== undefined && day < today

  return (
    <li className="tenon-day__row">
      <input
        aria-label={t('finish', { subject: task.subject })}
        checked={isDone}
        className="tenon-checkbox"
        disabled={!task.canFinish}
        onChange={(event) => {
          void setDone(event.target.checked)
        }}
        type="checkbox"
      />
      <Link
        className={isDone ? 'tenon-day__title tenon-day__title--done' : 'tenon-day__title'}
        href={`/admin/collections/activities/${task.id}`}
      >
        {task.subject}
      </Link>
      {due === undefined ? null : (
        <time
          className={isLate ? 'tenon-day__when tenon-day__late' : 'tenon-day__when'}
          dateTime={due.toISOString()}
        >
          {day === today
            ? write({ timeStyle: 'short' })
            : isLate
              ? `${t('overdue')}: ${write({ day: 'numeric', month: 'short' })}`
              : write({ day: 'numeric', month: 'short' })}
        </time>
      )}
    </li>
  )
}

function useDone(task: DayActivity): {
  isDone: boolean
  setDone: (done: boolean) => Promise<void>
} {
  const t = useTexts(homeTexts)
  const ui = useTexts(uiTexts)
  const [isDone, setIsDone] = useState(task.done)
  const version = useRef(task.version)
  const { subject } = task

  const setDone = async (done: boolean) => {
    setIsDone(done)
    try {
      const { doc } = await callApi<Saved>('PATCH', `/api/activities/${task.id}`, {
        done,
        version: version.current,
      })
      version.current = doc.version
      toast.success(
        done ? t('doneToast', { subject }) : t('undone', { subject }),
        done ? { action: { label: ui('undo'), onClick: () => void setDone(false) } } : {},
      )
    } catch (error) {
      setIsDone(!done)
      toast.error(ui('failed', { reason: error instanceof Error ? error.message : '' }))
    }
  }

  return { isDone, setDone }
}
