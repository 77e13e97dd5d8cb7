'use client'

import { useStepNav } from '@payloadcms/ui'
import { Check } from 'lucide-react'
import { useEffect } from 'react'

import type { ScreenData, startScreen } from '../../screens/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { CompanyStep } from './CompanyStep.client.tsx'
import { DataStep } from './DataStep.client.tsx'
import { PeopleStep } from './PeopleStep.client.tsx'
import type { StartStep } from './steps.ts'
import { startAddress, STEPS } from './steps.ts'
import { startTexts } from './translations/index.ts'

/** What setting up a tenant is given. */
export type StartData = ScreenData<typeof startScreen>

/** Setting up a new tenant at one of its steps. */
export function StartWizard({ data, step }: { data: StartData; step: StartStep }) {
  const t = useTexts(startTexts)
  const { setStepNav } = useStepNav()
  const at = STEPS.indexOf(step)
  useEffect(() => {
    setStepNav([{ label: t('heading') }])
  }, [setStepNav, t])

  return (
    <div className="tenon-page tenon-start">
      <header>
        <h1 className="tenon-page__heading">{t('welcome', { name: data.name })}</h1>
        <p className="tenon-page__text">{t('text')}</p>
      </header>
      <ol aria-label={t('steps')} className="tenon-set-steps">
        {STEPS.map((one, index) => (
          <li
            aria-current={one === step ? 'step' : undefined}
            className="tenon-set-steps__step"
            key={one}
          >
            <span aria-hidden className="tenon-set-steps__number">
              {index < at ? <Check size={14} /> : index + 1}
            </span>
            {one === step ? (
              <span>{t(`step.${one}`)}</span>
            ) : (
              <a href={startAddress(one)}>{t(`step.${one}`)}</a>
            )}
          </li>
        ))}
      </ol>
      {step === 'company' ? <CompanyStep data={data} /> : null}
      {step === 'people' ? <PeopleStep data={data} /> : null}
      {step === 'data' ? <DataStep /> : null}
    </div>
  )
}
