'use client'

import { useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card } from '../parts/Card.tsx'
import { CompanyFields } from '../parts/CompanyFields.client.tsx'
import { Field } from '../parts/Field.client.tsx'
import { Logo } from '../parts/Logo.client.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { PageProps, SettingsData } from '../types.ts'

const STANDARD = '#c8742c'

/** What the company is called, counts in and looks like. */
export function CompanyPage({ data }: PageProps) {
  return data.data.company === undefined ? null : <Company company={data.data.company} />
}

function Company({ company }: { company: NonNullable<SettingsData['data']['company']> }) {
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [values, setValues] = useState({
    currency: company.currency,
    industry: company.industry,
    locale: company.locale,
    name: company.name,
    timeZone: company.timeZone,
  })

  return (
    <>
      <Card heading={t('company.heading')}>
        <form
          className="tenon-form"
          onSubmit={(event) => {
            event.preventDefault()
            const { industry, ...facts } = values
            void act(async () => {
              await callApi('PATCH', '/api/company', changed(facts, company))
              await callApi('PATCH', '/api/settings', { industry })
              router.refresh()
            }, ui('saved'))
          }}
        >
          <CompanyFields
            company={company}
            onChange={(change) => {
              setValues({ ...values, ...change })
            }}
            values={values}
          />
          <div>
            <Button disabled={isBusy} look="primary" type="submit">
              {ui('save')}
            </Button>
          </div>
        </form>
      </Card>
      <Card heading={t('brand.heading')} text={t('brand.text')}>
        <Logo hasLogo={company.hasLogo} />
        <Accent accent={company.accent} />
      </Card>
    </>
  )
}

function changed(values: Record<string, unknown>, before: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== before[key]))
}

/** The colour that stands for the company. */
function Accent({ accent }: { accent: null | string }) {
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [colour, setColour] = useState(accent ?? STANDARD)
  const save = (value: null | string) =>
    act(async () => {
      await callApi('PATCH', '/api/settings', { accent: value })
      router.refresh()
    }, ui('saved'))

  return (
    <div className="tenon-inline" lang={i18n.language}>
      <Field label={t('brand.accent')}>
        {(id) => (
          <input
            className="tenon-colour"
            id={id}
            onChange={(event) => {
              setColour(event.target.value)
            }}
            type="color"
            value={colour}
          />
        )}
      </Field>
      <Button disabled={isBusy || colour === accent} onClick={() => void save(colour)}>
        {t('brand.saveAccent')}
      </Button>
      {accent === null ? null : (
        <Button
          disabled={isBusy}
          look="quiet"
          onClick={() => {
            setColour(STANDARD)
            void save(null)
          }}
        >
          {t('brand.standard')}
        </Button>
      )}
    </div>
  )
}
