'use client'

import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Chip, Empty } from '../parts/Card.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { useLoad } from '../parts/useLoad.client.ts'
import { useTime } from '../parts/useTime.client.ts'
import { settingsTexts } from '../translations/index.ts'

type Session = {
  createdAt: string
  id: string
  ip: null | string
  isCurrent: boolean
  lastSeenAt: string
  userAgent: null | string
}

/** Where one is signed in, and signing out there. */
export function SessionsPage() {
  const t = useTexts(settingsTexts)
  const time = useTime()
  const { act, isBusy } = useAct()
  const { data, error, reload } = useLoad<{ docs: Session[] }>('/api/auth/sessions')

  return (
    <Card heading={t('sessions.heading')}>
      {error === undefined ? null : <Empty>{error}</Empty>}
      <div className="tenon-table-wrap">
        <table className="tenon-table">
          <thead>
            <tr>
              <th scope="col">{t('sessions.device')}</th>
              <th scope="col">{t('sessions.address')}</th>
              <th scope="col">{t('sessions.seen')}</th>
              <th scope="col">{t('actions')}</th>
            </tr>
          </thead>
          <tbody>
            {(data?.docs ?? []).map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {browserOf(one.userAgent) ?? t('sessions.unknown')}{' '}
                  {one.isCurrent ? <Chip look="good">{t('sessions.current')}</Chip> : null}
                </th>
                <td>{one.ip ?? '—'}</td>
                <td>{time(one.lastSeenAt)}</td>
                <td>
                  {one.isCurrent ? null : (
                    <Button
                      disabled={isBusy}
                      onClick={() =>
                        void act(async () => {
                          await callApi('DELETE', `/api/auth/sessions/${one.id}`)
                          reload()
                        }, t('sessions.ended'))
                      }
                    >
                      {t('sessions.end')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

const BROWSERS = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari', 'curl'] as const
const SYSTEMS = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'] as const

/** Browser and system in a few words, as far as the browser says so. */
function browserOf(userAgent: null | string): string | undefined {
  const browser = BROWSERS.find((name) => userAgent?.includes(name))
  const system = SYSTEMS.find((name) => userAgent?.includes(name))
  const known = [browser === 'Edg' ? 'Edge' : browser === 'OPR' ? 'Opera' : browser, system]
  const text = known.filter((part) => part !== undefined).join(', ')

  return text === '' ? (userAgent?.slice(0, 60) ?? undefined) : text
}
