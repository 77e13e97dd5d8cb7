'use client'

import { useTranslation } from '@payloadcms/ui'
import { useState } from 'react'

import type { FieldView } from '../../../screens/index.ts'
import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { RelationInput } from '../../ui/RelationInput.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { People, SettingsData } from '../types.ts'
import { Card, Chip } from './Card.tsx'
import { Field, Select } from './Field.client.tsx'
import { useAct } from './useAct.client.ts'

type Cause = 'all' | 'none' | 'notOwn' | 'notTeam' | 'own' | 'team'

type Why = {
  acts: Record<
    'create' | 'delete' | 'export' | 'read' | 'update',
    {
      isAllowed: boolean
      obstacle: 'guard' | 'inactive' | 'notReadable' | 'rulesOnly' | null
      roles: { cause: Cause; key: string; title: string }[]
    }
  >
}

const ACTS = ['read', 'create', 'update', 'delete', 'export'] as const

/** Says role by role why somebody may or may not do something with a record. */
export function WhyForm(props: {
  facts: NonNullable<SettingsData['data']['roles']>
  people: People
}) {
  const { facts, people } = props
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  const { act, isBusy } = useAct()
  const live = people.users.filter(({ isGone }) => !isGone)
  const [asked, setAsked] = useState({
    collection: facts.collections[0]?.slug ?? '',
    record: null as null | string,
    user: live[0]?.id ?? '',
  })
  const [why, setWhy] = useState<null | Why>(null)
  const change = (part: Partial<typeof asked>) => {
    setAsked({ ...asked, ...part })
    setWhy(null)
  }

  return (
    <Card heading={t('why.heading')} text={t('why.text')}>
      <form
        className="tenon-inline"
        onSubmit={(event) => {
          event.preventDefault()
          void act(async () => {
            const query = new URLSearchParams({
              collection: asked.collection,
              user: asked.user,
              ...(asked.record === null ? {} : { id: asked.record }),
            })
            setWhy(await callApi<Why>('GET', `/api/rights/why?${query.toString()}`))
          })
        }}
      >
        <Field label={t('why.user')}>
          {(id) => (
            <Select
              id={id}
              onChange={(user) => {
                change({ user })
              }}
              options={live.map((one) => ({ label: one.name, value: one.id }))}
              value={asked.user}
            />
          )}
        </Field>
        <Field label={t('roles.collection')}>
          {(id) => (
            <Select
              id={id}
              onChange={(collection) => {
                change({ collection, record: null })
              }}
              options={facts.collections.map((one) => ({
                label: labelText(one.label, i18n.language),
                value: one.slug,
              }))}
              value={asked.collection}
            />
          )}
        </Field>
        <Field label={t('why.record')}>
          {(id) => (
            <RelationInput
              field={relationTo(asked.collection)}
              id={id}
              key={asked.collection}
              onChange={(record) => {
                change({ record: typeof record === 'string' ? record : null })
              }}
              value={asked.record}
            />
          )}
        </Field>
        <Button disabled={isBusy} type="submit">
          {t('why.ask')}
        </Button>
      </form>
      <div aria-live="polite">{why === null ? null : <Answer why={why} />}</div>
    </Card>
  )
}

function relationTo(collection: string): FieldView {
  return {
    indexed: false,
    kind: 'relation',
    label: {},
    path: 'record',
    readOnly: false,
    relationTo: collection,
    required: false,
  }
}

function Answer({ why }: { why: Why }) {
  const t = useTexts(settingsTexts)

  return (
    <div className="tenon-table-wrap">
      <table className="tenon-table">
        <thead>
          <tr>
            <th scope="col">{t('why.act')}</th>
            <th scope="col">{t('why.allowed')}</th>
            <th scope="col">{t('why.because')}</th>
          </tr>
        </thead>
        <tbody>
          {ACTS.map((act) => {
            const { isAllowed, obstacle, roles } = why.acts[act]

            return (
              <tr key={act}>
                <th scope="row">{t(`act.${act}`)}</th>
                <td>
                  <Chip look={isAllowed ? 'good' : 'bad'}>
                    {t(isAllowed ? 'why.yes' : 'why.no')}
                  </Chip>
                </td>
                <td>
                  {obstacle === null ? null : <div>{t(`obstacle.${obstacle}`)}</div>}
                  {roles.map((role) => (
                    <div key={role.key}>
                      {role.title}: {t(`cause.${role.cause}`)}
                    </div>
                  ))}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
