'use client'

import { useRouter } from 'next/navigation'

import { Card } from '../settings/parts/Card.tsx'
import { Progress } from '../settings/parts/Progress.tsx'
import { useAct } from '../settings/parts/useAct.client.ts'
import { isOver, useJob } from '../settings/parts/useJob.client.ts'
import { Button } from '../ui/Button.client.tsx'
import { callApi } from '../ui/callApi.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { addressOf } from './addressOf.ts'
import { NearMisses } from './NearMisses.client.tsx'
import { RowTable } from './RowTable.client.tsx'
import { SummaryTiles } from './SummaryTiles.client.tsx'
import { importTexts } from './translations/index.ts'
import type { ImportData, ImportFacts, SummaryFacts } from './types.ts'

/** The third step: what the import would do, row by row, before anything is written. */
export function CheckStep({ data }: { data: ImportData }) {
  return data.import === null ? null : <DryRun data={data} facts={data.import} />
}

function DryRun({ data, facts }: { data: ImportData; facts: ImportFacts }) {
  const t = useTexts(importTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const wasOver = isOver(facts.dryRun)
  const job = useJob(wasOver ? null : facts.dryRunId, () => {
    router.refresh()
  })
  const again = () =>
    act(async () => {
      await callApi('POST', `/api/imports/${facts.id}/dry-run`)
      router.refresh()
    })

  if (facts.dryRun === null || facts.dryRun.state === 'failed') {
    return (
      <Card heading={t('check.heading')} text={facts.dryRun?.error?.message ?? t('check.none')}>
        <Button disabled={isBusy} look="primary" onClick={() => void again()}>
          {t('map.next')}
        </Button>
      </Card>
    )
  }
  if (!wasOver) {
    const { done, total } = job?.progress ?? facts.dryRun.progress

    return (
      <Card heading={t('check.heading')}>
        <Progress done={done} label={t('progress', { done, total: total ?? '…' })} total={total} />
      </Card>
    )
  }
  const summary = facts.dryRun.result as unknown as SummaryFacts

  return (
    <>
      <Card
        actions={
          <Button disabled={isBusy} onClick={() => void again()}>
            {t('check.again')}
          </Button>
        }
        heading={t('check.heading')}
        text={t('check.text')}
      >
        <SummaryTiles isDryRun summary={summary} targets={data.targets} />
      </Card>
      <NearMisses facts={facts} key={facts.dryRunId} onApplied={again} summary={summary} />
      <RowTable fields={data.fields} id={facts.id} key={`rows ${facts.dryRunId ?? ''}`} />
      <div className="tenon-page__foot">
        <a className="tenon-button" href={addressOf({ id: facts.id, step: 'map' })}>
          {t('check.back')}
        </a>
        <Button
          disabled={isBusy}
          look="primary"
          onClick={() =>
            void act(async () => {
              await callApi('POST', `/api/imports/${facts.id}/start`)
              router.push(addressOf({ id: facts.id, step: 'run' }))
            })
          }
        >
          {t('check.start', { count: summary.rows - summary.failed })}
        </Button>
        {summary.failed > 0 ? (
          <p className="tenon-set-field__help">
            {t('check.refusedHelp', { count: summary.failed })}
          </p>
        ) : null}
      </div>
    </>
  )
}
