'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { Confirm } from '../../ui/Confirm.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Empty } from '../parts/Card.tsx'
import { Field } from '../parts/Field.client.tsx'
import { TeamSelect } from '../parts/PeopleSelects.client.tsx'
import { teamTree } from '../parts/teamTree.ts'
import { useAct } from '../parts/useAct.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { PageProps, People } from '../types.ts'

/** The teams as a tree with who belongs to them. */
export function TeamsPage({ data }: PageProps) {
  return data.data.people === undefined ? null : <Teams people={data.data.people} />
}

function Teams({ people }: { people: People }) {
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [name, setName] = useState('')
  const run = (work: () => Promise<unknown>) =>
    act(async () => {
      await work()
      router.refresh()
    }, ui('saved'))
  const rows = teamTree(people.teams)

  return (
    <>
      <Card heading={t('teams.new')}>
        <form
          className="tenon-inline"
          onSubmit={(event) => {
            event.preventDefault()
            void run(async () => {
              await callApi('POST', '/api/teams', { name })
              setName('')
            })
          }}
        >
          <Field label={t('teams.name')}>
            {(id) => (
              <input
                className="tenon-input"
                id={id}
                onChange={(event) => {
                  setName(event.target.value)
                }}
                required
                value={name}
              />
            )}
          </Field>
          <Button disabled={isBusy || name.trim() === ''} look="primary" type="submit">
            {t('teams.add')}
          </Button>
        </form>
      </Card>
      <Card heading={t('teams.heading')} text={t('teams.text')}>
        {rows.length === 0 ? <Empty>{t('teams.none')}</Empty> : null}
        <ul className="tenon-tree">
          {rows.map(({ depth, team }) => (
            <TeamRow
              depth={depth}
              isBusy={isBusy}
              key={team.id}
              people={people}
              run={run}
              team={team}
            />
          ))}
        </ul>
      </Card>
    </>
  )
}

function TeamRow(props: {
  depth: number
  isBusy: boolean
  people: People
  run: (work: () => Promise<unknown>) => Promise<boolean>
  team: People['teams'][number]
}) {
  const { depth, isBusy, people, run, team } = props
  const t = useTexts(settingsTexts)
  const members = people.users.filter((user) => user.team === team.id && !user.isGone)

  return (
    <li className="tenon-tree__row" style={{ paddingInlineStart: depth * 28 }}>
      <span className="tenon-tree__name">
        <a href={`/admin/collections/teams/${team.id}`}>{team.name}</a>
        <span className="tenon-set-field__help">
          {members.length === 0 ? t('teams.nobody') : members.map((one) => one.name).join(', ')}
        </span>
      </span>
      <span className="tenon-tree__parent">
        <TeamSelect
          disabled={isBusy}
          label={t('teams.parentOf', { name: team.name })}
          onChange={(parent) =>
            void run(() =>
              callApi('PATCH', `/api/teams/${team.id}`, { parent, version: team.version }),
            )
          }
          teams={people.teams.filter(({ id }) => id !== team.id)}
          value={team.parent}
        />
      </span>
      <Confirm
        disabled={isBusy}
        heading={t('teams.removeHeading', { name: team.name })}
        label={t('remove')}
        onConfirm={() => void run(() => callApi('DELETE', `/api/teams/${team.id}`))}
        text={t('teams.removeText')}
      />
    </li>
  )
}
