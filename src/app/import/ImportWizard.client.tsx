'use client'

import { useStepNav } from '@payloadcms/ui'
import { useTranslation } from '@payloadcms/ui'
import { Check } from 'lucide-react'
import { useEffect } from 'react'

import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { addressOf } from './addressOf.ts'
import { CheckStep } from './CheckStep.client.tsx'
import { EarlierImports } from './EarlierImports.client.tsx'
import { FileStep } from './FileStep.client.tsx'
import { MapStep } from './MapStep.client.tsx'
import { RunStep } from './RunStep.client.tsx'
import { importTexts } from './translations/index.ts'
import type { ImportData, Step } from './types.ts'
import { STEPS } from './types.ts'

/** The import wizard at one of its steps. */
export function ImportWizard({ data, step }: { data: ImportData; step: Step }) {
  const t = useTexts(importTexts)
  const { i18n } = useTranslation()
  const { setStepNav } = useStepNav()
  const name = data.target === null ? '' : labelText(data.target.labels.plural, i18n.language)
  useEffect(() => {
    setStepNav([{ label: t('heading') }])
  }, [setStepNav, t])

  return (
    <div className="tenon-page tenon-import">
      <header className="tenon-page__head">
        <h1 className="tenon-page__heading">
          {name === '' ? t('heading') : t('headingOf', { name })}
        </h1>
        {data.import === null ? null : <p className="tenon-page__text">{data.import.file}</p>}
      </header>
      <StepList data={data} step={step} />
      {step === 'file' ? <FileStep data={data} /> : null}
      {step === 'map' ? <MapStep data={data} key={JSON.stringify(data.preview?.map)} /> : null}
      {step === 'check' ? <CheckStep data={data} /> : null}
      {step === 'run' ? <RunStep data={data} /> : null}
      {step === 'file' ? <EarlierImports data={data} /> : null}
    </div>
  )
}

/** The steps with links back to those that can still be changed. */
function StepList({ data, step }: { data: ImportData; step: Step }) {
  const t = useTexts(importTexts)
  const at = STEPS.indexOf(step)
  const facts = data.import

  return (
    <ol aria-label={t('steps')} className="tenon-set-steps">
      {STEPS.map((one, index) => {
        const isPast = index < at
        const canGo = isPast && facts !== null && facts.runId === null && one !== 'file'

        return (
          <li
            aria-current={one === step ? 'step' : undefined}
            className={`tenon-set-steps__step${isPast ? ' tenon-set-steps__step--past' : ''}`}
            key={one}
          >
            <span aria-hidden className="tenon-set-steps__number">
              {isPast ? <Check size={14} /> : index + 1}
            </span>
            {canGo ? (
              <a href={addressOf({ id: facts.id, step: one })}>{t(`step.${one}`)}</a>
            ) : (
              <span>{t(`step.${one}`)}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
