'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { Confirm } from '../../ui/Confirm.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Chip } from '../parts/Card.tsx'
import { InvitationForm } from '../parts/InvitationForm.client.tsx'
import { invite } from '../parts/invite.ts'
import { RoleSelect, TeamSelect } from '../parts/PeopleSelects.client.tsx'
import { Secret } from '../parts/Secret.client.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { PageProps, People } from '../types.ts'

type Person = People['users'][number]

const PLAIN = 'plain'

const LOOKS = { active: 'good', disabled: 'bad', invited: 'warn', placeholder: PLAIN } as const

/** Everybody of the tenant with role and team; inviting people and letting them go. */
export function UsersPage({ data }: PageProps) {
  return data.data.people === undefined ? null : <Users me={data.me} people={data.data.people} />
}

function Users({ me, people }: { me: string; people: People }) {
  const t = useTexts(settingsTexts)
  const [link, setLink] = useState<null | string>(null)

  return (
    <>
      <Card heading={t('users.invite')} text={t('users.inviteText')}>
        <InvitationForm onLink={setLink} roles={people.roles} />
        {link === null ? null : <Secret label={t('users.link')} value={link} />}
      </Card>
      <Card heading={t('users.heading', { count: people.users.length })}>
        <div className="tenon-table-wrap">
          <table className="tenon-table">
            <thead>
              <tr>
                <th scope="col">{t('users.name')}</th>
                <th scope="col">{t('users.role')}</th>
                <th scope="col">{t('users.team')}</th>
                <th scope="col">{t('users.status')}</th>
                <th scope="col">{t('actions')}</th>
              </tr>
            </thead>
            <tbody>
              {people.users.map((person) => (
                <UserRow
                  isMe={person.id === me}
                  key={person.id}
                  onLink={setLink}
                  people={people}
                  person={person}
                />
              ))}
            </tbody>
          </table>
        </div>
      </Card>
    </>
  )
}

type RowProps = {
  isMe: boolean
  onLink: (link: null | string) => void
  people: People
  person: Person
}

function UserRow({ isMe, onLink, people, person }: RowProps) {
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const further = people.furtherRoles.filter(({ user }) => user === person.id)
  const change = (data: object) =>
    act(async () => {
      await callApi('PATCH', `/api/users/${person.id}`, { ...data, version: person.version })
      router.refresh()
    }, ui('saved'))

  return (
    <tr className={person.isGone ? 'tenon-gone' : undefined}>
      <th scope="row">
        <a href={`/admin/collections/users/${person.id}`}>{person.name}</a>
        <div className="tenon-set-field__help">{person.email ?? t('users.noEmail')}</div>
      </th>
      <td>
        <RoleSelect
          disabled={isBusy || isMe || person.isGone}
          label={t('users.roleOf', { name: person.name })}
          onChange={(role) => void change({ role })}
          roles={people.roles}
          value={person.role}
        />
        {further.length === 0 ? null : (
          <a className="tenon-set-field__help" href="/admin/collections/user-roles">
            {t('users.further', { count: further.length })}
          </a>
        )}
      </td>
      <td>
        <TeamSelect
          disabled={isBusy || person.isGone}
          label={t('users.teamOf', { name: person.name })}
          onChange={(team) => void change({ team })}
          teams={people.teams}
          value={person.team}
        />
      </td>
      <td>
        <Chip look={person.isGone ? 'bad' : LOOKS[person.status]}>
          {t(person.isGone ? 'users.gone' : `status.${person.status}`)}
        </Chip>
      </td>
      <td>{isMe ? null : <UserActs onLink={onLink} people={people} person={person} />}</td>
    </tr>
  )
}

function UserActs({ onLink, people, person }: Omit<RowProps, 'isMe'>) {
  const t = useTexts(settingsTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const role = people.roles.find(({ id }) => id === person.role)?.key
  const run = (work: () => Promise<unknown>, done: string) =>
    void act(async () => {
      await work()
      router.refresh()
    }, done)

  if (person.isGone) {
    return (
      <Button
        disabled={isBusy}
        onClick={() => {
          run(
            () => callApi('PATCH', `/api/users/${person.id}`, { deletedAt: null }),
            t('users.back'),
          )
        }}
      >
        {t('users.reactivate')}
      </Button>
    )
  }
  const isInvited = person.status === 'invited'

  return (
    <div className="tenon-row__acts">
      {isInvited && role !== undefined && person.email !== null ? (
        <Button
          disabled={isBusy}
          onClick={() => {
            const email = person.email ?? ''
            run(async () => {
              onLink(await invite({ email, name: person.name, role }))
            }, t('users.sent'))
          }}
        >
          {t('users.resend')}
        </Button>
      ) : null}
      {person.status === 'active' ? (
        <Button
          disabled={isBusy}
          onClick={() => {
            run(
              () => callApi('POST', `/api/auth/users/${person.id}/sign-out`),
              t('users.signedOut'),
            )
          }}
        >
          {t('users.signOut')}
        </Button>
      ) : null}
      <Confirm
        disabled={isBusy}
        heading={t(isInvited ? 'users.revokeHeading' : 'users.deactivateHeading', {
          name: person.name,
        })}
        label={t(isInvited ? 'users.revoke' : 'users.deactivate')}
        onConfirm={() => {
          run(() => callApi('DELETE', `/api/users/${person.id}`), t('users.left'))
        }}
        text={t(isInvited ? 'users.revokeText' : 'users.deactivateText')}
      />
    </div>
  )
}
