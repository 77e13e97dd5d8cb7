'use client'

import { useState } from 'react'

import { Card, Chip } from '../settings/parts/Card.tsx'
import { InvitationForm } from '../settings/parts/InvitationForm.client.tsx'
import { Secret } from '../settings/parts/Secret.client.tsx'
import { settingsTexts } from '../settings/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import type { StartData } from './StartWizard.client.tsx'
import { startAddress } from './steps.ts'
import { startTexts } from './translations/index.ts'

/** Who else works here. */
export function PeopleStep({ data }: { data: StartData }) {
  const t = useTexts(startTexts)
  const settings = useTexts(settingsTexts)
  const [link, setLink] = useState<null | string>(null)
  const [invited, setInvited] = useState<readonly string[]>([])

  return (
    <Card heading={t('step.people')} text={t('peopleText')}>
      <InvitationForm
        onInvited={(name) => {
          setInvited([...invited, name])
        }}
        onLink={setLink}
        roles={data.roles}
      />
      {link === null ? null : <Secret label={settings('users.link')} value={link} />}
      <div aria-live="polite" className="tenon-pills">
        {invited.map((name) => (
          <Chip key={name} look="good">
            {name}
          </Chip>
        ))}
      </div>
      <div className="tenon-page__foot">
        <a className="tenon-button tenon-button--primary" href={startAddress('data')}>
          {t(invited.length === 0 ? 'skip' : 'next')}
        </a>
      </div>
    </Card>
  )
}
