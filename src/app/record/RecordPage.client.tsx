'use client'

import { useStepNav, useTranslation } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'

import type { TimelineKind } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { useLive } from '../live/useLive.client.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { ActivityPanel } from './ActivityPanel.client.tsx'
import { DetailsPanel } from './DetailsPanel.client.tsx'
import { RecordProvider } from './RecordContext.client.tsx'
import { RecordHeader } from './RecordHeader.client.tsx'
import { RelatedPanel } from './RelatedPanel.client.tsx'
import { recordTexts } from './translations/index.ts'
import type { PluginTab, RecordData, RecordState, RelatedData, TimelineData } from './types.ts'
import { isLive, useRecord } from './useRecord.client.ts'

/** Others may log much at once: one reading for all of it. */
const GATHER_MS = 1500

type Panel = 'activity' | 'details' | 'related'

const PANELS: readonly Panel[] = ['details', 'activity', 'related']

/** The page of a record: header, details, what happened, and what points to it. */
export function RecordPage(props: {
  kind: TimelineKind
  record: RecordData
  related: RelatedData
  tab: string
  tabs: readonly PluginTab[]
  timeline: TimelineData
}) {
  const t = useTexts(recordTexts)
  const state = useRecord(props.record)
  const [panel, setPanel] = useState<Panel>('details')
  const { data } = state
  useBreadcrumbs(data)
  useNews(state)

  return (
    <RecordProvider value={state}>
      <div className="tenon-record" data-panel={panel}>
        <RecordHeader />
        {isLive(data.doc) ? null : (
          <p className="tenon-record__notice" role="status">
            {t('inTrash')}
          </p>
        )}
        <div aria-label={t('panels.label')} className="tenon-record__switch" role="group">
          {PANELS.map((one) => (
            <button
              aria-pressed={panel === one}
              key={one}
              onClick={() => {
                setPanel(one)
              }}
              type="button"
            >
              {t(`panels.${one}`)}
            </button>
          ))}
        </div>
        <div className="tenon-record__panels">
          <DetailsPanel />
          <ActivityPanel
            kind={props.kind}
            tab={props.tab}
            tabs={props.tabs}
            timeline={props.timeline}
          />
          <RelatedPanel first={props.related} />
        </div>
      </div>
    </RecordProvider>
  )
}

/** Takes up what others do to the record, and what they hang on it, while the page is open. */
function useNews({ data, refresh, touch }: RecordState): void {
  const { id } = data.doc
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      touch()
    }, GATHER_MS)
  }
  useEffect(
    () => () => {
      clearTimeout(timer.current)
    },
    [],
  )
  useLive(data.collection.slug, ({ all, ids }) => {
    if (all || ids.includes(id)) {
      refresh()
    }
  })
  // A hint names the tie, not the record at its other end.
  useLive('activity-targets', soon)
  useLive('attachments', soon)
}

function useBreadcrumbs({ collection, title }: RecordData): void {
  const { setStepNav } = useStepNav()
  const { i18n } = useTranslation()
  const plural = labelText(collection.labels.plural, i18n.language)
  const name = title === '' ? labelText(collection.labels.singular, i18n.language) : title

  useEffect(() => {
    setStepNav([{ label: plural, url: `/admin/collections/${collection.slug}` }, { label: name }])
    document.title = `${name} · Tenon`
  }, [collection.slug, name, plural, setStepNav])
}
