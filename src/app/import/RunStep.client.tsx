'use client'

import { useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'

import { labelText } from '../format/labelText.ts'
import { Card, Chip } from '../settings/parts/Card.tsx'
import { Progress } from '../settings/parts/Progress.tsx'
import { useAct } from '../settings/parts/useAct.client.ts'
import { isOver, useJob } from '../settings/parts/useJob.client.ts'
import { Button } from '../ui/Button.client.tsx'
import { callApi } from '../ui/callApi.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { addressOf } from './addressOf.ts'
import { SummaryTiles } from './SummaryTiles.client.tsx'
import { importTexts } from './translations/index.ts'
import type { ImportData, ImportFacts, SummaryFacts } from './types.ts'
import { UndoImport } from './UndoImport.client.tsx'

/** The last step: the import as it runs, what became of it, and taking it back. */
export function RunStep({ data }: { data: ImportData }) {
  return data.import?.run == null ? null : <Run data={data} facts={data.import} />
}

function Run({ data, facts }: { data: ImportData; facts: ImportFacts }) {
  const t = useTexts(importTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const wasOver = isOver(facts.run)
  const job = useJob(wasOver ? null : facts.runId, () => {
    router.refresh()
  })
  if (!wasOver) {
    const { done, total } = job?.progress ?? { done: 0, total: null }

    return (
      <Card
        actions={
          <Button
            disabled={isBusy}
            onClick={() =>
              void act(async () => {
                await callApi('POST', `/api/imports/${facts.id}/cancel`)
                router.refresh()
              })
            }
          >
            {t('run.stop')}
          </Button>
        }
        heading={t('run.running')}
        text={t('run.runningText')}
      >
        <Progress done={done} label={t('progress', { done, total: total ?? '…' })} total={total} />
      </Card>
    )
  }

  return <Outcome data={data} facts={facts} />
}

function Outcome({ data, facts }: { data: ImportData; facts: ImportFacts }) {
  const t = useTexts(importTexts)
  const { i18n } = useTranslation()
  const summary = facts.run?.result as null | SummaryFacts | undefined
  const undone = data.earlier.find(({ id }) => id === facts.id)?.undone ?? 'none'
  const slug = data.target?.slug ?? facts.collection
  const name = labelText(data.target?.labels.plural ?? slug, i18n.language)

  return (
    <Card
      actions={undone === 'done' ? <Chip look="warn">{t('undo.done')}</Chip> : undefined}
      heading={t(`run.${facts.run?.state === 'done' ? 'done' : 'stopped'}`)}
      text={facts.run?.error?.message}
    >
      {summary == null ? null : <SummaryTiles summary={summary} targets={data.targets} />}
      <div className="tenon-page__foot">
        <a className="tenon-button tenon-button--primary" href={`/admin/collections/${slug}`}>
          {t('run.show', { name })}
        </a>
        {summary != null && summary.failed > 0 ? (
          <a className="tenon-button" download href={`/api/imports/${facts.id}/errors`}>
            {t('run.errors', { count: summary.failed })}
          </a>
        ) : null}
        <a className="tenon-button" href={addressOf({ collection: slug })}>
          {t('run.another')}
        </a>
        {undone === 'none' && facts.runId !== null ? <UndoImport runId={facts.runId} /> : null}
      </div>
      {summary != null && summary.failed > 0 ? (
        <p className="tenon-set-field__help">{t('run.errorsHelp')}</p>
      ) : null}
    </Card>
  )
}
