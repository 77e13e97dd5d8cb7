'use client'

import { useTranslation } from '@payloadcms/ui'
import { useState } from 'react'

import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { Confirm } from '../../ui/Confirm.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Chip, Empty } from '../parts/Card.tsx'
import { Field, Select } from '../parts/Field.client.tsx'
import { Secret } from '../parts/Secret.client.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { useLoad } from '../parts/useLoad.client.ts'
import { useTime } from '../parts/useTime.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { PageProps } from '../types.ts'

type ApiKey = {
  expiresAt: null | string
  id: string
  lastUsedAt: null | string
  name: string
  owner: string
  prefix: string
  revokedAt: null | string
  role: { key: string }
}

/** The keys of programs: made, shown once, revoked. */
export function KeysPage({ data }: PageProps) {
  const t = useTexts(settingsTexts)
  const time = useTime()
  const { act, isBusy } = useAct()
  const { data: keys, error, reload } = useLoad<{ docs: ApiKey[] }>('/api/auth/api-keys')
  const live = (keys?.docs ?? []).filter(({ revokedAt }) => revokedAt === null)

  return (
    <>
      <NewKey data={data} onMade={reload} />
      <Card heading={t('keys.heading')}>
        {error === undefined ? null : <Empty>{error}</Empty>}
        {live.length === 0 && keys !== undefined ? <Empty>{t('keys.none')}</Empty> : null}
        {live.length === 0 ? null : (
          <div className="tenon-table-wrap">
            <table className="tenon-table">
              <thead>
                <tr>
                  <th scope="col">{t('keys.name')}</th>
                  <th scope="col">{t('keys.role')}</th>
                  <th scope="col">{t('keys.used')}</th>
                  <th scope="col">{t('keys.expires')}</th>
                  <th scope="col">{t('actions')}</th>
                </tr>
              </thead>
              <tbody>
                {live.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      {one.name} <code>{one.prefix}…</code>
                    </th>
                    <td>
                      <Chip>{one.role.key}</Chip>
                    </td>
                    <td>{time(one.lastUsedAt)}</td>
                    <td>{time(one.expiresAt)}</td>
                    <td>
                      <Confirm
                        disabled={isBusy}
                        heading={t('keys.revokeHeading', { name: one.name })}
                        label={t('keys.revoke')}
                        onConfirm={() =>
                          void act(async () => {
                            await callApi('DELETE', `/api/auth/api-keys/${one.id}`)
                            reload()
                          }, t('keys.revoked'))
                        }
                        text={t('keys.revokeText')}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </>
  )
}

function NewKey({ data, onMade }: PageProps & { onMade: () => void }) {
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  const { act, isBusy } = useAct()
  const roles = data.data.people?.roles ?? []
  const [name, setName] = useState('')
  const [role, setRole] = useState(roles.at(-1)?.key ?? 'viewer')
  const [day, setDay] = useState('')
  const [made, setMade] = useState<null | string>(null)

  return (
    <Card heading={t('keys.new')} text={t('keys.text')}>
      <form
        className="tenon-inline"
        onSubmit={(event) => {
          event.preventDefault()
          void act(async () => {
            const { key } = await callApi<{ key: string }>('POST', '/api/auth/api-keys', {
              name,
              role,
              ...(day === '' ? {} : { expiresAt: new Date(day).toISOString() }),
            })
            setMade(key)
            setName('')
            onMade()
          })
        }}
      >
        <Field label={t('keys.name')}>
          {(id) => (
            <input
              className="tenon-input"
              id={id}
              maxLength={100}
              onChange={(event) => {
                setName(event.target.value)
              }}
              required
              value={name}
            />
          )}
        </Field>
        <Field label={t('keys.role')}>
          {(id) => (
            <Select
              id={id}
              onChange={setRole}
              options={roles.map((one) => ({
                label: labelText(one.name, i18n.language),
                value: one.key,
              }))}
              value={role}
            />
          )}
        </Field>
        <Field label={t('keys.expires')}>
          {(id) => (
            <input
              className="tenon-input"
              id={id}
              onChange={(event) => {
                setDay(event.target.value)
              }}
              type="date"
              value={day}
            />
          )}
        </Field>
        <Button disabled={isBusy || name.trim() === ''} look="primary" type="submit">
          {t('keys.make')}
        </Button>
      </form>
      {made === null ? null : <Secret label={t('keys.once')} value={made} />}
    </Card>
  )
}
