'use client'

import { toast } from '@payloadcms/ui'
import { FileUp, LayoutGrid, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'

import { Card } from '../settings/parts/Card.tsx'
import { Progress } from '../settings/parts/Progress.tsx'
import { useAct } from '../settings/parts/useAct.client.ts'
import { useJob } from '../settings/parts/useJob.client.ts'
import { callApi } from '../ui/callApi.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { startTexts } from './translations/index.ts'

/** What one begins with: demo records, a file of one's own, or nothing; any of them ends the first run. */
export function DataStep() {
  const t = useTexts(startTexts)
  const { act, isBusy } = useAct()
  const [jobId, setJobId] = useState<null | string>(null)
  // A whole page load, so that the navigation shows what there is now.
  const leave = async (address: string) => {
    await callApi('PATCH', '/api/settings', { started: true })
    window.location.assign(address)
  }
  useJob(jobId, ({ error, state }) => {
    if (state === 'done') {
      void act(() => leave('/admin'))
    } else {
      setJobId(null)
      toast.error(error?.message ?? t('demoFailed'))
    }
  })
  const isOff = isBusy || jobId !== null

  return (
    <Card heading={t('step.data')} text={t('dataText')}>
      <div className="tenon-choices-grid">
        <Choice
          disabled={isOff}
          icon={<Sparkles aria-hidden size={24} />}
          name={t('demo')}
          onChoose={() =>
            void act(async () => {
              const { job } = await callApi<{ job: { id: string } }>('POST', '/api/start/demo')
              setJobId(job.id)
            })
          }
          text={t('demoText')}
        />
        <Choice
          disabled={isOff}
          icon={<FileUp aria-hidden size={24} />}
          name={t('import')}
          onChoose={() => void act(() => leave('/admin/import'))}
          text={t('importText')}
        />
        <Choice
          disabled={isOff}
          icon={<LayoutGrid aria-hidden size={24} />}
          name={t('empty')}
          onChoose={() => void act(() => leave('/admin'))}
          text={t('emptyText')}
        />
      </div>
      {jobId === null ? null : <Progress done={0} label={t('filling')} total={null} />}
    </Card>
  )
}

function Choice(props: {
  disabled: boolean
  icon: ReactNode
  name: string
  onChoose: () => void
  text: string
}) {
  const { disabled, icon, name, onChoose, text } = props

  return (
    <button className="tenon-choice" disabled={disabled} onClick={onChoose} type="button">
      {icon}
      <strong>{name}</strong>
      <span>{text}</span>
    </button>
  )
}
