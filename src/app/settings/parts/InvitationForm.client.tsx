'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { Button } from '../../ui/Button.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { People } from '../types.ts'
import { Field } from './Field.client.tsx'
import { invite } from './invite.ts'
import { RoleSelect } from './PeopleSelects.client.tsx'
import { useAct } from './useAct.client.ts'

/** Invites one person by e-mail; `onLink` gets the link to hand over where mails do not go out. */
export function InvitationForm(props: {
  onInvited?: (name: string) => void
  onLink: (link: null | string) => void
  roles: People['roles']
}) {
  const { onInvited, onLink, roles } = props
  const t = useTexts(settingsTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const first = roles.find(({ key }) => key === 'rep') ?? roles[0]
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [roleId, setRoleId] = useState(first?.id ?? null)
  const role = roles.find(({ id }) => id === roleId)?.key ?? ''

  return (
    <form
      className="tenon-inline"
      onSubmit={(event) => {
        event.preventDefault()
        void act(async () => {
          onLink(await invite({ email, name, role }))
          onInvited?.(name)
          setName('')
          setEmail('')
          router.refresh()
        }, t('users.sent'))
      }}
    >
      <Field label={t('users.name')}>
        {(id) => (
          <input
            className="tenon-input"
            id={id}
            maxLength={200}
            onChange={(event) => {
              setName(event.target.value)
            }}
            required
            value={name}
          />
        )}
      </Field>
      <Field label={t('users.email')}>
        {(id) => (
          <input
            className="tenon-input"
            id={id}
            maxLength={300}
            onChange={(event) => {
              setEmail(event.target.value)
            }}
            required
            type="email"
            value={email}
          />
        )}
      </Field>
      <Field label={t('users.role')}>
        {(id) => <RoleSelect id={id} onChange={setRoleId} roles={roles} value={roleId} />}
      </Field>
      <Button disabled={isBusy} look="primary" type="submit">
        {t('users.send')}
      </Button>
    </form>
  )
}
