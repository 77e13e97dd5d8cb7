'use client'

import { useTranslation } from '@payloadcms/ui'
import { Tabs } from 'radix-ui'
import { useState } from 'react'

import type { TimelineKind } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { writeAddress } from './address.client.ts'
import { Composer } from './Composer.client.tsx'
import { FilesPanel } from './FilesPanel.client.tsx'
import { useRecordState } from './RecordContext.client.tsx'
import { Timeline } from './Timeline.client.tsx'
import { recordTexts } from './translations/index.ts'
import type { PluginTab, TimelineData } from './types.ts'
import { isLive } from './useRecord.client.ts'

/** What happened to the record, its files, and what plugins add, each in a tab. */
export function ActivityPanel(props: {
  kind: TimelineKind
  tab: string
  tabs: readonly PluginTab[]
  timeline: TimelineData
}) {
  const { kind, tabs, timeline } = props
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { data } = useRecordState()
  const [tab, setTab] = useState(props.tab)
  const { activities, files } = data.links
  const mayLog = activities?.mayCreate === true && isLive(data.doc)

  return (
    <Tabs.Root
      className="tenon-record__activity"
      onValueChange={(value) => {
        setTab(value)
        writeAddress('tab', value === 'timeline' ? null : value)
      }}
      value={tab}
    >
      <Tabs.List aria-label={t('panels.activity')} className="tenon-tabs">
        <Tabs.Trigger value="timeline">{t('timeline.heading')}</Tabs.Trigger>
        {files === null ? null : (
          <Tabs.Trigger value="files">{t('timeline.kinds.files')}</Tabs.Trigger>
        )}
        {tabs.map(({ id, label }) => (
          <Tabs.Trigger key={id} value={id}>
            {labelText(label, i18n.language)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {/* Kept, so that what is half written is still there after a look at another tab. */}
      <Tabs.Content className="tenon-tabs__content" forceMount value="timeline">
        {mayLog ? <Composer /> : null}
        <Timeline first={timeline} kind={kind} />
      </Tabs.Content>
      {files === null ? null : (
        <Tabs.Content className="tenon-tabs__content" value="files">
          <FilesPanel mayAdd={files.mayCreate && isLive(data.doc)} />
        </Tabs.Content>
      )}
      {tabs.map(({ id, node }) => (
        <Tabs.Content className="tenon-tabs__content" key={id} value={id}>
          {node}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
