'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { Card } from '../settings/parts/Card.tsx'
import { CompanyFields } from '../settings/parts/CompanyFields.client.tsx'
import { useAct } from '../settings/parts/useAct.client.ts'
import { Button } from '../ui/Button.client.tsx'
import { callApi } from '../ui/callApi.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import type { StartData } from './StartWizard.client.tsx'
import { startAddress } from './steps.ts'
import { startTexts } from './translations/index.ts'

/** What the company is called, does and counts in. */
export function CompanyStep({ data }: { data: StartData }) {
  const t = useTexts(startTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const { currency, industry, locale, name, timeZone } = data.company
  const [values, setValues] = useState({
    currency,
    industry,
    locale,
    name,
    timeZone: timeZone === 'UTC' ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone,
  })
  const next = () => {
    router.push(startAddress('people'))
  }

  return (
    <Card heading={t('step.company')}>
      <form
        className="tenon-form"
        onSubmit={(event) => {
          event.preventDefault()
          const { industry: trade, ...facts } = values
          void act(async () => {
            await callApi('PATCH', '/api/company', facts)
            await callApi('PATCH', '/api/settings', { industry: trade })
            next()
          })
        }}
      >
        <CompanyFields
          company={data.company}
          onChange={(change) => {
            setValues({ ...values, ...change })
          }}
          values={values}
        />
        <div className="tenon-page__foot">
          <Button disabled={isBusy} look="primary" type="submit">
            {t('next')}
          </Button>
          <Button look="quiet" onClick={next}>
            {t('skip')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
