'use client'

import { useTranslation } from '@payloadcms/ui'
import { useState } from 'react'

import type { Titles } from '../../screens/index.ts'
import { callApi } from '../ui/callApi.ts'
import { fieldText } from '../ui/fieldText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { complain } from './complain.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { recordPath } from './recordPath.ts'
import { recordTexts } from './translations/index.ts'
import type { Doc } from './types.ts'
import { textAt } from './values.ts'

const KINDS = ['call', 'meeting', 'note', 'task'] as const

/** An activity in the timeline; what is yet to be done is ticked off here. */
export function ActivityItem({ doc, titles }: { doc: Doc; titles: Titles }) {
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { contextOf } = useRecordState()
  const type = String(doc['type'])
  const isTask = type === 'task'
  const subject = textAt(doc, 'subject')
  const body = typeof doc['body'] === 'string' ? doc['body'] : ''
  const people = titles['users'] ?? {}
  const who = people[String(doc['assignee'] ?? doc['owner'])]
  const known = KINDS.find((one) => one === type)
  const due = fieldText({ kind: 'instant' }, doc['dueAt'], contextOf({ path: 'dueAt' }, doc))
  const isLate = doc['done'] !== true && isPast(doc['dueAt'])

  return (
    <>
      <p className="tenon-entry__line">
        {isTask ? <DoneBox doc={doc} subject={subject} /> : null}
        <a
          className={doc['done'] === true && isTask ? 'tenon-entry__done' : 'tenon-entry__subject'}
          href={recordPath('activities', doc.id)}
          lang={i18n.language}
        >
          {subject}
        </a>
      </p>
      <p className="tenon-entry__meta">
        {[known === undefined ? '' : t(`log.${known}`), who ?? ''].filter(Boolean).join(' · ')}
        {due === '' ? null : (
          <span className={isLate ? 'tenon-entry__late' : undefined}>
            {' · '}
            {t(isLate ? 'timeline.overdue' : 'timeline.due', { date: due })}
          </span>
        )}
      </p>
      {body === '' || body === subject ? null : <p className="tenon-entry__text">{body}</p>}
    </>
  )
}

function DoneBox({ doc, subject }: { doc: Doc; subject: string }) {
  const t = useTexts(recordTexts)
  const { reload } = useRecordState()
  const [isDone, setDone] = useState(doc['done'] === true)
  const tick = async (done: boolean) => {
    // Shown at once; taken back where the server refuses.
    setDone(done)
    try {
      await callApi('PATCH', `/api/activities/${doc.id}`, { done, version: doc['version'] })
      reload()
    } catch (error) {
      setDone(!done)
      complain(error)
    }
  }

  return (
    <input
      aria-label={t('timeline.doneToggle', { subject })}
      checked={isDone}
      className="tenon-checkbox"
      onChange={(event) => void tick(event.target.checked)}
      type="checkbox"
    />
  )
}

function isPast(at: unknown): boolean {
  return typeof at === 'string' && new Date(at).getTime() < Date.now()
}
