'use client'

import { useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { Confirm } from '../../ui/Confirm.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Chip } from '../parts/Card.tsx'
import { Field } from '../parts/Field.client.tsx'
import { StageDialog } from '../parts/StageDialog.client.tsx'
import { StageList } from '../parts/StageList.client.tsx'
import type { PipelineFacts } from '../parts/stages.ts'
import { useAct } from '../parts/useAct.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { PageProps } from '../types.ts'

/** The pipelines with their stages in order. */
export function PipelinesPage({ data }: PageProps) {
  return data.data.pipelines === undefined ? null : <Pipelines facts={data.data.pipelines} />
}

function Pipelines({ facts }: { facts: PipelineFacts }) {
  return (
    <>
      {facts.pipelines.map((pipeline) => (
        <Pipeline facts={facts} key={pipeline.id} pipeline={pipeline} />
      ))}
      {facts.may.create ? <NewPipeline /> : null}
    </>
  )
}

function Pipeline(props: { facts: PipelineFacts; pipeline: PipelineFacts['pipelines'][number] }) {
  const { facts, pipeline } = props
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [isAdding, setAdding] = useState(false)
  const stages = facts.stages.filter((stage) => stage.pipeline === pipeline.id)
  const name = labelText(pipeline.name, i18n.language)
  const path = `/api/pipelines/${pipeline.id}`
  const run = (work: () => Promise<unknown>) =>
    void act(async () => {
      await work()
      router.refresh()
    }, ui('saved'))

  return (
    <Card
      actions={
        <>
          {pipeline.isDefault ? (
            <Chip look="good">{t('pipelines.default')}</Chip>
          ) : (
            <Button
              disabled={isBusy}
              onClick={() => {
                run(() => callApi('PATCH', path, { isDefault: true, version: pipeline.version }))
              }}
            >
              {t('pipelines.makeDefault')}
            </Button>
          )}
          {facts.may.create ? (
            <Button
              onClick={() => {
                setAdding(true)
              }}
            >
              {t('stages.add')}
            </Button>
          ) : null}
          {facts.may.delete && stages.length === 0 && !pipeline.isDefault ? (
            <Confirm
              heading={t('pipelines.removeHeading', { name })}
              label={t('remove')}
              onConfirm={() => {
                run(() => callApi('DELETE', path))
              }}
              text={t('pipelines.removeText')}
            />
          ) : null}
        </>
      }
      heading={name}
      text={t('stages.text')}
    >
      <Rename
        name={name}
        onRename={(next) => {
          const names = { ...pipeline.name, [i18n.language]: next }
          run(() => callApi('PATCH', path, { name: names, version: pipeline.version }))
        }}
      />
      <StageList facts={facts} key={JSON.stringify(stages)} stages={stages} />
      {isAdding ? (
        <StageDialog
          facts={facts}
          onClose={() => {
            setAdding(false)
          }}
          pipelineId={pipeline.id}
        />
      ) : null}
    </Card>
  )
}

function Rename({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const t = useTexts(settingsTexts)
  const [value, setValue] = useState(name)

  return (
    <form
      className="tenon-inline"
      onSubmit={(event) => {
        event.preventDefault()
        onRename(value)
      }}
    >
      <Field label={t('pipelines.name')}>
        {(id) => (
          <input
            className="tenon-input"
            id={id}
            onChange={(event) => {
              setValue(event.target.value)
            }}
            required
            value={value}
          />
        )}
      </Field>
      <Button disabled={value === name || value.trim() === ''} type="submit">
        {t('pipelines.rename')}
      </Button>
    </form>
  )
}

function NewPipeline() {
  const t = useTexts(settingsTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [name, setName] = useState('')

  return (
    <Card heading={t('pipelines.new')}>
      <form
        className="tenon-inline"
        onSubmit={(event) => {
          event.preventDefault()
          void act(async () => {
            await callApi('POST', '/api/pipelines', { name: { de: name, en: name } })
            setName('')
            router.refresh()
          }, t('pipelines.made'))
        }}
      >
        <Field label={t('pipelines.name')}>
          {(id) => (
            <input
              className="tenon-input"
              id={id}
              onChange={(event) => {
                setName(event.target.value)
              }}
              required
              value={name}
            />
          )}
        </Field>
        <Button disabled={isBusy || name.trim() === ''} look="primary" type="submit">
          {t('pipelines.make')}
        </Button>
      </form>
    </Card>
  )
}
