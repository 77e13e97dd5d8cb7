'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import { useState } from 'react'

import type { RecordView, StageStep } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { ApiError } from '../ui/callApi.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { complain } from './complain.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { StageDialog } from './StageDialog.client.tsx'
import { recordTexts } from './translations/index.ts'
import { at, isEmpty } from './values.ts'

type Asked = { missing: readonly string[]; step: StageStep }

/** The steps that the record goes through; a click moves it, and asks for what the step wants. */
export function StageSteps({ stages }: { stages: NonNullable<RecordView['stages']> }) {
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { data, isOpen, save } = useRecordState()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [isMoving, setMoving] = useState(false)
  const current = at(data.doc, stages.field)
  const place = stages.steps.findIndex(({ id }) => id === current)
  const field = data.collection.fields.find(({ path }) => path === stages.field)
  const mayMove = isOpen && field?.readOnly === false

  const move = async (step: StageStep, values: Readonly<Record<string, unknown>> = {}) => {
    setMoving(true)
    try {
      const result = await save({ ...values, [stages.field]: step.id })
      if (result.kind === 'saved') {
        setAsked(null)
        toast.success(t('stages.moved', { name: labelText(step.name, i18n.language) }))
      } else {
        complain(new Error(t('conflict.heading')))
      }
    } catch (error) {
      const missing = missingIn(error, stages.field, asked?.missing ?? [])
      if (missing === undefined) {
        complain(error)
      } else {
        setAsked({ missing, step })
      }
    } finally {
      setMoving(false)
    }
  }

  return (
    <nav aria-label={t('stages.heading')} className="tenon-steps">
      <ol>
        {stages.steps.map((step, index) => {
          const name = labelText(step.name, i18n.language)
          const isCurrent = step.id === current
          const state = isCurrent ? 'current' : index < place ? 'past' : 'ahead'

          return (
            <li data-kind={step.kind ?? undefined} data-state={state} key={step.id}>
              <button
                aria-current={isCurrent ? 'step' : undefined}
                aria-label={
                  isCurrent
                    ? t('stages.current', { name })
                    : mayMove
                      ? t('stages.moveTo', { name })
                      : name
                }
                disabled={!mayMove || isCurrent || isMoving}
                onClick={() => {
                  const missing = step.asks.filter((path) => isEmpty(at(data.doc, path)))
                  if (missing.length === 0) {
                    void move(step)
                  } else {
                    setAsked({ missing, step })
                  }
                }}
                type="button"
              >
                {name}
              </button>
            </li>
          )
        })}
      </ol>
      {asked === null ? null : (
        <StageDialog
          missing={asked.missing}
          name={labelText(asked.step.name, i18n.language)}
          onClose={() => {
            setAsked(null)
          }}
          onMove={(values) => void move(asked.step, values)}
        />
      )}
    </nav>
  )
}

/** The fields that a refusal asks for beside the step itself, together with those asked for already. */
function missingIn(
  error: unknown,
  stageField: string,
  known: readonly string[],
): readonly string[] | undefined {
  const fields =
    error instanceof ApiError
      ? error.faults.flatMap(({ field }) =>
          field === undefined || field === stageField ? [] : [field],
        )
      : []

  return fields.length === 0 ? undefined : [...new Set([...known, ...fields])]
}
