'use client'

import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Empty } from '../parts/Card.tsx'
import { Field, Select } from '../parts/Field.client.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { useLoad } from '../parts/useLoad.client.ts'
import { useTime } from '../parts/useTime.client.ts'
import { settingsTexts } from '../translations/index.ts'

type Visit = {
  id: string
  isOpen: boolean
  reason: string
  staff: { name: string }
  startedAt: string
}

const LEVELS = ['off', 'read', 'write'] as const

/** How far the platform's staff may come in to help, and their visits. */
export function SupportPage() {
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const { act, isBusy } = useAct()
  const { data, reload } = useLoad<{ support: string }>('/api/settings')

  return (
    <>
      <Card heading={t('support.heading')} text={t('support.text')}>
        <Field label={t('support.allow')}>
          {(id) => (
            <Select
              disabled={isBusy || data === undefined}
              id={id}
              onChange={(support) =>
                void act(async () => {
                  await callApi('PATCH', '/api/settings', { support })
                  reload()
                }, ui('saved'))
              }
              options={LEVELS.map((value) => ({ label: t(`support.${value}`), value }))}
              value={data?.support ?? 'read'}
            />
          )}
        </Field>
      </Card>
      <Visits />
    </>
  )
}

function Visits() {
  const t = useTexts(settingsTexts)
  const time = useTime()
  const { act, isBusy } = useAct()
  const { data, reload } = useLoad<{ docs: Visit[] }>('/api/auth/support-sessions')
  const visits = data?.docs ?? []

  return (
    <Card heading={t('support.visits')}>
      {visits.length === 0 ? (
        <Empty>{t('support.none')}</Empty>
      ) : (
        <ul className="tenon-plain-list">
          {visits.map((one) => (
            <li className="tenon-row" key={one.id}>
              <span>
                <strong>{one.staff.name}</strong>: {one.reason} · {time(one.startedAt)}
              </span>
              {!one.isOpen ? null : (
                <Button
                  disabled={isBusy}
                  onClick={() =>
                    void act(async () => {
                      await callApi('DELETE', `/api/auth/support-sessions/${one.id}`)
                      reload()
                    }, t('support.ended'))
                  }
                >
                  {t('support.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
