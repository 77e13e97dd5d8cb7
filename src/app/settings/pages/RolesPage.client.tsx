'use client'

import { useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card } from '../parts/Card.tsx'
import { CloneRole } from '../parts/CloneRole.client.tsx'
import { FieldRules } from '../parts/FieldRules.client.tsx'
import { readRole } from '../parts/permissions.ts'
import type { Permissions } from '../parts/permissions.ts'
import { RoleMatrix } from '../parts/RoleMatrix.client.tsx'
import { RolePreview } from '../parts/RolePreview.client.tsx'
import { RoleRights } from '../parts/RoleRights.client.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { WhyForm } from '../parts/WhyForm.client.tsx'
import { settingsTexts } from '../translations/index.ts'
import type { PageProps, People, SettingsData } from '../types.ts'

/** What each role lets its people do, and why somebody may do something. */
export function RolesPage({ data }: PageProps) {
  const { people, roles } = data.data

  return people === undefined || roles === undefined ? null : (
    <Roles facts={roles} people={people} />
  )
}

function Roles({
  facts,
  people,
}: {
  facts: NonNullable<SettingsData['data']['roles']>
  people: People
}) {
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  const [chosen, setChosen] = useState(people.roles[0]?.id)
  const role = people.roles.find(({ id }) => id === chosen) ?? people.roles[0]

  return (
    <>
      <div aria-label={t('roles.choose')} className="tenon-pills" role="group">
        {people.roles.map((one) => (
          <button
            aria-pressed={one.id === role?.id}
            className="tenon-pill"
            key={one.id}
            onClick={() => {
              setChosen(one.id)
            }}
            type="button"
          >
            {labelText(one.name, i18n.language)}
          </button>
        ))}
      </div>
      {role === undefined ? null : (
        <RoleEditor
          facts={facts}
          key={`${role.id} ${String(role.version)}`}
          onMade={setChosen}
          people={people}
          role={role}
        />
      )}
      <WhyForm facts={facts} people={people} />
    </>
  )
}

function RoleEditor(props: {
  facts: NonNullable<SettingsData['data']['roles']>
  onMade: (id: string) => void
  people: People
  role: People['roles'][number]
}) {
  const { facts, onMade, people, role } = props
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [draft, setDraft] = useState<Permissions>(() => readRole(role.permissions))
  const isChanged = JSON.stringify(draft) !== JSON.stringify(readRole(role.permissions))
  const part = { disabled: isBusy || !people.mayWriteRoles, draft, onChange: setDraft }

  return (
    <>
      <Card
        actions={<CloneRole onMade={onMade} role={role} />}
        heading={labelText(role.name, i18n.language)}
        text={t(role.builtIn ? 'roles.builtIn' : 'roles.own')}
      >
        <RoleMatrix {...part} collections={facts.collections} />
      </Card>
      <div className="tenon-columns">
        <Card heading={t('roles.rights')}>
          <RoleRights {...part} rights={facts.rights} />
        </Card>
        <Card heading={t('roles.fields')} text={t('roles.fieldsText')}>
          <FieldRules {...part} collections={facts.collections} />
        </Card>
      </div>
      {isChanged ? <RolePreview draft={draft} facts={facts} role={role} /> : null}
      <div className="tenon-page__foot">
        <Button
          disabled={!isChanged || part.disabled}
          look="primary"
          onClick={() =>
            void act(async () => {
              await callApi('PATCH', `/api/roles/${role.id}`, {
                permissions: draft,
                version: role.version,
              })
              router.refresh()
            }, ui('saved'))
          }
        >
          {ui('save')}
        </Button>
        <Button
          disabled={!isChanged}
          look="quiet"
          onClick={() => {
            setDraft(readRole(role.permissions))
          }}
        >
          {t('discard')}
        </Button>
      </div>
    </>
  )
}
