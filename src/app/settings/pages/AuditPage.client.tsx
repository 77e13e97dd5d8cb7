'use client'

import { useState } from 'react'

import { Button } from '../../ui/Button.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Chip, Empty } from '../parts/Card.tsx'
import { Field, Select } from '../parts/Field.client.tsx'
import { useLoad } from '../parts/useLoad.client.ts'
import { useTime } from '../parts/useTime.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { PageProps } from '../types.ts'

type Entry = {
  actor: { id: null | string; type: string }
  addressRange: null | string
  at: string
  facts: Readonly<Record<string, unknown>>
  id: string
  kind: string
  subject: null | string
}

const KINDS = [
  'api-key.made',
  'api-key.revoked',
  'export.made',
  'module.switched',
  'rights.changed',
  'second-factor.off',
  'second-factor.on',
  'sensitive.read',
  'settings.changed',
  'sign-in.failed',
  'sign-in.succeeded',
  'sign-out.other',
  'support.ended',
  'support.started',
  'support.wrote',
] as const

type Kind = (typeof KINDS)[number]

/** Who did what: filtered by kind, person and time, a page at a time. */
export function AuditPage({ data }: PageProps) {
  const t = useTexts(settingsTexts)
  const people = data.data.people?.users ?? []
  const [filter, setFilter] = useState({ actor: '', from: '', kind: '', to: '' })
  const [cursors, setCursors] = useState<readonly string[]>([])
  const change = (part: Partial<typeof filter>) => {
    setFilter({ ...filter, ...part })
    setCursors([])
  }
  const { data: page, error } = useLoad<{ docs: Entry[]; next: null | string }>(
    `/api/audit?${queryOf(filter, cursors.at(-1))}`,
  )

  return (
    <Card heading={t('audit.heading')}>
      <div className="tenon-fields">
        <Field label={t('audit.kind')}>
          {(id) => (
            <Select
              id={id}
              onChange={(kind) => {
                change({ kind })
              }}
              options={[
                { label: t('audit.all'), value: '' },
                ...KINDS.map((value) => ({ label: t(`kind.${keyOf(value)}`), value })),
              ]}
              value={filter.kind}
            />
          )}
        </Field>
        <Field label={t('audit.actor')}>
          {(id) => (
            <Select
              id={id}
              onChange={(actor) => {
                change({ actor })
              }}
              options={[
                { label: t('audit.all'), value: '' },
                ...people.map((one) => ({ label: one.name, value: one.id })),
              ]}
              value={filter.actor}
            />
          )}
        </Field>
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(`audit.${end}`)}>
            {(id) => (
              <input
                className="tenon-input"
                id={id}
                onChange={(event) => {
                  change({ [end]: event.target.value })
                }}
                type="date"
                value={filter[end]}
              />
            )}
          </Field>
        ))}
      </div>
      {error === undefined ? null : <Empty>{error}</Empty>}
      <Entries docs={page?.docs ?? []} nameOf={(id) => people.find((one) => one.id === id)?.name} />
      <div className="tenon-pager">
        <Button
          disabled={cursors.length === 0}
          onClick={() => {
            setCursors(cursors.slice(0, -1))
          }}
        >
          {t('newer')}
        </Button>
        <Button
          disabled={page?.next == null}
          onClick={() => {
            setCursors([...cursors, page?.next ?? ''])
          }}
        >
          {t('older')}
        </Button>
      </div>
    </Card>
  )
}

function queryOf(
  filter: { actor: string; from: string; kind: string; to: string },
  after: string | undefined,
): string {
  const { actor, from, kind, to } = filter
  const given = {
    actor,
    after: after ?? '',
    from: from === '' ? '' : new Date(`${from}T00:00:00`).toISOString(),
    kind,
    limit: '50',
    to: to === '' ? '' : new Date(`${to}T23:59:59.999`).toISOString(),
  }

  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')).toString()
}

/** Names of texts have no dots or dashes. */
function keyOf(kind: Kind) {
  return kind.replaceAll(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase()) as 'apiKeyMade'
}

function Entries(props: {
  docs: readonly Entry[]
  nameOf: (id: null | string) => string | undefined
}) {
  const { docs, nameOf } = props
  const t = useTexts(settingsTexts)
  const time = useTime()

  return (
    <div aria-live="polite" className="tenon-table-wrap">
      <table className="tenon-table">
        <thead>
          <tr>
            <th scope="col">{t('audit.when')}</th>
            <th scope="col">{t('audit.what')}</th>
            <th scope="col">{t('audit.actor')}</th>
            <th scope="col">{t('audit.about')}</th>
            <th scope="col">{t('audit.facts')}</th>
          </tr>
        </thead>
        <tbody>
          {docs.map((one) => (
            <tr key={one.id}>
              <td className="tenon-figure">{time(one.at)}</td>
              <th scope="row">{kindText(t, one.kind)}</th>
              <td>
                {nameOf(one.actor.id) ?? <Chip>{actorText(t, one.actor.type)}</Chip>}
                <div className="tenon-set-field__help">{one.addressRange}</div>
              </td>
              <td>{nameOf(one.subject) ?? one.subject ?? '—'}</td>
              <td>
                {Object.keys(one.facts).length === 0 ? null : (
                  <details>
                    <summary>{t('audit.show')}</summary>
                    <pre className="tenon-facts">{JSON.stringify(one.facts, null, 2)}</pre>
                  </details>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {docs.length === 0 ? <Empty>{t('audit.none')}</Empty> : null}
    </div>
  )
}

type Texts = ReturnType<typeof useTexts<Parameters<typeof settingsTexts.translate>[1]>>

function kindText(t: Texts, kind: string): string {
  const known = KINDS.find((one) => one === kind)

  return known === undefined ? kind : t(`kind.${keyOf(known)}`)
}

const ACTORS = ['api_key', 'support', 'system', 'user', 'workflow'] as const

function actorText(t: Texts, type: string): string {
  const known = ACTORS.find((one) => one === type)

  return known === undefined ? type : t(`actor.${known}`)
}
