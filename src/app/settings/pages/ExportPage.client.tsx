'use client'

import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Chip, Empty } from '../parts/Card.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { useJob } from '../parts/useJob.client.ts'
import { useLoad } from '../parts/useLoad.client.ts'
import { useTime } from '../parts/useTime.client.ts'
import { settingsTexts } from '../translations/index.ts'

type ExportFacts = {
  collection: null | string
  createdAt: string
  format: string
  id: string
  state: 'cancelled' | 'done' | 'failed' | 'queued' | 'running'
}

/** The whole tenant as an archive to take along, and the exports of the last day. */
export function ExportPage() {
  const t = useTexts(settingsTexts)
  const { act, isBusy } = useAct()
  const { data, reload } = useLoad<{ docs: ExportFacts[] }>('/api/exports')
  const running = data?.docs.find(({ state }) => state === 'queued' || state === 'running')
  useJob(running?.id ?? null, reload)

  return (
    <>
      <Card heading={t('export.heading')} text={t('export.text')}>
        <div>
          <Button
            disabled={isBusy || running !== undefined}
            look="primary"
            onClick={() =>
              void act(async () => {
                await callApi('POST', '/api/exports/tenant')
                reload()
              }, t('export.started'))
            }
          >
            {t('export.make')}
          </Button>
        </div>
      </Card>
      <Card heading={t('export.made')}>
        <Exports docs={data?.docs ?? []} />
      </Card>
    </>
  )
}

function Exports({ docs }: { docs: readonly ExportFacts[] }) {
  const t = useTexts(settingsTexts)
  const time = useTime()

  return docs.length === 0 ? (
    <Empty>{t('export.none')}</Empty>
  ) : (
    <ul aria-live="polite" className="tenon-plain-list">
      {docs.map((one) => (
        <li className="tenon-row" key={one.id}>
          <span>
            <strong>{one.collection ?? t('export.whole')}</strong> {time(one.createdAt)}
          </span>
          {one.state === 'done' ? (
            <a className="tenon-button" download href={`/api/exports/${one.id}/file`}>
              {t('export.download')}
            </a>
          ) : (
            <Chip>{t(`job.${one.state}`)}</Chip>
          )}
        </li>
      ))}
    </ul>
  )
}
