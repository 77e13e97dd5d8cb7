'use client'

import { useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { Dialog } from '../../ui/Dialog.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { People } from '../types.ts'
import { Field } from './Field.client.tsx'
import { useAct } from './useAct.client.ts'

/** Makes another role with the permissions of this one. */
export function CloneRole(props: { onMade: (id: string) => void; role: People['roles'][number] }) {
  const { onMade, role } = props
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')

  return (
    <>
      <Button
        onClick={() => {
          setName(t('roles.copyOf', { name: labelText(role.name, i18n.language) }))
          setOpen(true)
        }}
      >
        {t('roles.clone')}
      </Button>
      <Dialog
        heading={t('roles.clone')}
        isOpen={isOpen}
        onClose={() => {
          setOpen(false)
        }}
      >
        <form
          className="tenon-form"
          onSubmit={(event) => {
            event.preventDefault()
            void act(async () => {
              const { doc } = await callApi<{ doc: { id: string } }>('POST', '/api/roles', {
                key: keyOf(name),
                name: { de: name, en: name },
                permissions: role.permissions,
              })
              setOpen(false)
              onMade(doc.id)
              router.refresh()
            })
          }}
        >
          <Field label={t('roles.name')}>
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
          <div className="tenon-dialog__foot">
            <Button disabled={isBusy || name.trim() === ''} look="primary" type="submit">
              {t('roles.make')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

const KEY_LENGTH = 60

function keyOf(name: string): string {
  const key = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, KEY_LENGTH)

  return `${key === '' ? 'role' : key}-${Date.now().toString(36)}`
}
