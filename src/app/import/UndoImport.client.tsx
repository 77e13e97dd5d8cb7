'use client'

import { toast } from '@payloadcms/ui'
import { Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { useAct } from '../settings/parts/useAct.client.ts'
import { useJob } from '../settings/parts/useJob.client.ts'
import { callApi } from '../ui/callApi.ts'
import { Confirm } from '../ui/Confirm.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { importTexts } from './translations/index.ts'

/** Takes an import back once the person has said so, and says what became of it. */
export function UndoImport({ runId }: { runId: string }) {
  const t = useTexts(importTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [jobId, setJobId] = useState<null | string>(null)
  const job = useJob(jobId, ({ error, state }) => {
    setJobId(null)
    if (state === 'done') {
      toast.success(t('undo.done'))
    } else {
      toast.error(error?.message ?? t('undo.failed'))
    }
    router.refresh()
  })
  const isRunning = jobId !== null

  return (
    <Confirm
      disabled={isBusy || isRunning}
      heading={t('undo.heading')}
      label={t('undo.undo')}
      onConfirm={() => {
        void act(async () => {
          const answer = await callApi<{ job: { id: string } }>(
            'POST',
            `/api/batches/${runId}/undo`,
          )
          setJobId(answer.job.id)
        })
      }}
      text={t('undo.text')}
      trigger={
        <>
          <Undo2 aria-hidden size={16} />
          <span aria-live="polite">
            {isRunning ? t('undo.running', { done: job?.progress.done ?? 0 }) : t('undo.undo')}
          </span>
        </>
      }
    />
  )
}
