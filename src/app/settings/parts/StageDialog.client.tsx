'use client'

import { useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { Dialog } from '../../ui/Dialog.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import { Check, Field, Select } from './Field.client.tsx'
import type { PipelineFacts, Stage } from './stages.ts'
import { useAct } from './useAct.client.ts'

type Values = Pick<Stage, 'allowedFrom' | 'kind' | 'name' | 'probability' | 'requiredFields'>

const KINDS = ['open', 'won', 'lost'] as const

const NEW: Values = {
  allowedFrom: [],
  kind: 'open',
  name: { de: '', en: '' },
  probability: 50,
  requiredFields: [],
}

/** A stage to be made or changed: names, kind, probability, where deals may come from and what they need. */
export function StageDialog(props: {
  facts: PipelineFacts
  onClose: () => void
  pipelineId: string
  stage?: Stage
}) {
  const { facts, onClose, pipelineId, stage } = props
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [values, setValues] = useState<Values>(stage ?? NEW)
  const change = (part: Partial<Values>) => {
    setValues({ ...values, ...part })
  }
  const save = () =>
    act(async () => {
      const { allowedFrom, kind, name, probability, requiredFields } = values
      const sent = {
        allowedFrom: allowedFrom.length === 0 ? null : allowedFrom,
        kind,
        name: { de: filled(name['de'], name['en']), en: filled(name['en'], name['de']) },
        probability,
        requiredFields: requiredFields.length === 0 ? null : requiredFields,
      }
      await (stage === undefined
        ? callApi('POST', '/api/stages', { ...sent, pipeline: pipelineId })
        : callApi('PATCH', `/api/stages/${stage.id}`, { ...sent, version: stage.version }))
      onClose()
      router.refresh()
    }, ui('saved'))

  return (
    <Dialog
      heading={t(stage === undefined ? 'stages.add' : 'stages.edit')}
      isOpen
      onClose={onClose}
    >
      <form
        className="tenon-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <MainFields change={change} values={values} />
        <Lists
          change={change}
          facts={facts}
          others={facts.stages.filter((one) => one.pipeline === pipelineId && one.id !== stage?.id)}
          values={values}
        />
        <div className="tenon-dialog__foot">
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button disabled={isBusy} look="primary" type="submit">
            {ui('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type PartProps = { change: (part: Partial<Values>) => void; values: Values }

function MainFields({ change, values }: PartProps) {
  const t = useTexts(settingsTexts)

  return (
    <div className="tenon-fields">
      {(['en', 'de'] as const).map((language) => (
        <Field key={language} label={t(`stages.name_${language}`)}>
          {(id) => (
            <input
              className="tenon-input"
              id={id}
              onChange={(event) => {
                change({ name: { ...values.name, [language]: event.target.value } })
              }}
              required={language === 'en' && (values.name['de'] ?? '') === ''}
              value={values.name[language] ?? ''}
            />
          )}
        </Field>
      ))}
      <Field label={t('stages.kind')}>
        {(id) => (
          <Select
            id={id}
            onChange={(value) => {
              change({ kind: KINDS.find((kind) => kind === value) ?? 'open' })
            }}
            options={KINDS.map((value) => ({ label: t(`stages.${value}`), value }))}
            value={values.kind}
          />
        )}
      </Field>
      <Field label={t('stages.probability')}>
        {(id) => (
          <input
            className="tenon-input"
            id={id}
            max={100}
            min={0}
            onChange={(event) => {
              const { value } = event.target
              change({ probability: value === '' ? null : Number(value) })
            }}
            type="number"
            value={values.probability ?? ''}
          />
        )}
      </Field>
    </div>
  )
}

function Lists(props: PartProps & { facts: PipelineFacts; others: readonly Stage[] }) {
  const { change, facts, others, values } = props
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()

  return (
    <>
      <fieldset className="tenon-fieldset">
        <legend>{t('stages.allowedFrom')}</legend>
        <p className="tenon-set-field__help">{t('stages.allowedFromHelp')}</p>
        {others.map((one) => (
          <Check
            checked={values.allowedFrom.includes(one.key)}
            key={one.id}
            label={labelText(one.name, i18n.language)}
            onChange={(isIn) => {
              change({ allowedFrom: toggled(values.allowedFrom, one.key, isIn) })
            }}
          />
        ))}
      </fieldset>
      <fieldset className="tenon-fieldset">
        <legend>{t('stages.requiredFields')}</legend>
        {facts.fields.map((field) => (
          <Check
            checked={values.requiredFields.includes(field.path)}
            key={field.path}
            label={labelText(field.label, i18n.language)}
            onChange={(isIn) => {
              change({ requiredFields: toggled(values.requiredFields, field.path, isIn) })
            }}
          />
        ))}
      </fieldset>
    </>
  )
}

function toggled(list: readonly string[], value: string, isIn: boolean): string[] {
  const others = list.filter((one) => one !== value)

  return isIn ? [...others, value] : others
}

/** A name in one language stands for the other where that has none. */
function filled(name: string | undefined, other: string | undefined): string | undefined {
  return name === undefined || name.trim() === '' ? other : name
}
