'use client'

import { toast, useAuth } from '@payloadcms/ui'
import { CalendarDays, ListChecks, NotebookPen, Phone } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useId, useState } from 'react'

import { Button } from '../ui/Button.client.tsx'
import { callApi } from '../ui/callApi.ts'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import type { Draft, LogKind } from './activityOf.ts'
import { activityOf, emptyDraft, isReady, LOG_KINDS } from './activityOf.ts'
import { complain } from './complain.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { recordTexts } from './translations/index.ts'

const ICONS = { call: Phone, meeting: CalendarDays, note: NotebookPen, task: ListChecks } as const

/** One form for what people log: a note, a call, a meeting, a task. */
export function Composer() {
  const t = useTexts(recordTexts)
  const ui = useTexts(uiTexts)
  const { user } = useAuth()
  const { data, reload } = useRecordState()
  const [kind, setKind] = useState<LogKind>('note')
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [isSaving, setSaving] = useState(false)
  const id = useId()
  const set = (part: Partial<Draft>) => {
    setDraft((last) => ({ ...last, ...part }))
  }
  const store = async () => {
    setSaving(true)
    try {
      await logActivity(activityOf(kind, draft, String(user?.id ?? '')), {
        relationTo: data.collection.slug,
        value: data.doc.id,
      })
      setDraft(emptyDraft())
      toast.success(t('log.logged'))
      reload()
    } catch (error) {
      complain(error)
    } finally {
      setSaving(false)
    }
  }

  return (
    <form
      aria-label={t('log.heading')}
      className="tenon-log"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady(kind, draft)) {
          event.preventDefault()
          void store()
        }
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void store()
      }}
    >
      <Tabs.Root
        onValueChange={(value) => {
          setKind(value as LogKind)
        }}
        value={kind}
      >
        <Tabs.List aria-label={t('log.heading')} className="tenon-log__kinds">
          {LOG_KINDS.map((one) => {
            const Icon = ICONS[one]

            return (
              <Tabs.Trigger key={one} value={one}>
                <Icon aria-hidden size={15} />
                {t(`log.${one}`)}
              </Tabs.Trigger>
            )
          })}
        </Tabs.List>
        <Tabs.Content className="tenon-log__fields" tabIndex={-1} value={kind}>
          {kind === 'note' ? null : (
            <>
              <label htmlFor={`${id}-subject`}>{t('log.subject')}</label>
              <label htmlFor={`${id}-when`}>{t(kind === 'task' ? 'log.due' : 'log.when')}</label>
              <input
                className="tenon-input"
                id={`${id}-subject`}
                maxLength={255}
                onChange={(event) => {
                  set({ subject: event.target.value })
                }}
                value={draft.subject}
              />
              <input
                className="tenon-input"
                id={`${id}-when`}
                onChange={(event) => {
                  set({ when: event.target.value })
                }}
                type="datetime-local"
                value={draft.when}
              />
            </>
          )}
          <label className={kind === 'note' ? 'tenon-hidden' : undefined} htmlFor={`${id}-body`}>
            {t(kind === 'note' ? 'log.noteBody' : 'log.body')}
          </label>
          <textarea
            className="tenon-input"
            id={`${id}-body`}
            onChange={(event) => {
              set({ body: event.target.value })
            }}
            placeholder={kind === 'note' ? t('log.noteBody') : undefined}
            rows={kind === 'note' ? 2 : 3}
            value={draft.body}
          />
        </Tabs.Content>
      </Tabs.Root>
      <div className="tenon-log__foot">
        <Button disabled={isSaving || !isReady(kind, draft)} look="primary" type="submit">
          {ui('save')}
        </Button>
      </div>
    </form>
  )
}

/** Writes an activity and ties it to the record; one without its tie would be lost, so it goes again. */
async function logActivity(
  activity: object,
  target: { relationTo: string; value: string },
): Promise<void> {
  const { doc } = await callApi<{ doc: { id: string } }>('POST', '/api/activities', activity)
  try {
    await callApi('POST', '/api/activity-targets', { activity: doc.id, target })
  } catch (error) {
    await callApi('DELETE', `/api/activities/${doc.id}`).catch(() => undefined)
    throw error
  }
}
