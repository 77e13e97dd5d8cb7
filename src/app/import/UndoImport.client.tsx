'use client'

import { toast } from '@payloadcms/ui'
import { Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { useAct } from '../settings/parts/useAct.client.ts'
import { useJob } from '../settings/parts/useJob.client.ts'
import { Button } from '../ui/Button.client.tsx'
import { callApi } from '../ui/callApi.ts'
import { Dialog } from '../ui/Dialog.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { importTexts } from './translations/index.ts'

/** Takes an import back once the person has said so, and says what became of it. */
export function UndoImport({ runId }: { runId: string }) {
  const t = useTexts(importTexts)
  const ui = useTexts(uiTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [isAsking, setAsking] = useState(false)
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
    <>
      <Button
        disabled={isBusy || isRunning}
        onClick={() => {
          setAsking(true)
        }}
      >
        <Undo2 aria-hidden size={16} />
        <span aria-live="polite">
          {isRunning ? t('undo.running', { done: job?.progress.done ?? 0 }) : t('undo.undo')}
        </span>
      </Button>
      <Dialog
        description={t('undo.text')}
        heading={t('undo.heading')}
        isOpen={isAsking}
        onClose={() => {
          setAsking(false)
        }}
      >
        <div className="tenon-dialog__foot">
          <Button
            onClick={() => {
              setAsking(false)
            }}
          >
            {ui('cancel')}
          </Button>
          <Button
            look="danger"
            onClick={() => {
              setAsking(false)
              void act(async () => {
                const answer = await callApi<{ job: { id: string } }>(
                  'POST',
                  `/api/batches/${runId}/undo`,
                )
                setJobId(answer.job.id)
              })
            }}
          >
            {t('undo.undo')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
