'use client'

import { useTranslation } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'

import type { TimelineKind } from '../../screens/index.ts'
import { Button } from '../ui/Button.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { writeAddress } from './address.client.ts'
import { dayText, groupByDay, nearDay } from './days.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { TimelineItem } from './TimelineItem.client.tsx'
import { recordTexts } from './translations/index.ts'
import type { TimelineData } from './types.ts'
import { useTimeline } from './useTimeline.client.ts'

/** Everything that happened to the record, newest first, by day; older entries come as the reader scrolls. */
export function Timeline(props: { first: TimelineData; kind: TimelineKind }) {
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const ui = useTexts(uiTexts)
  const { data: record } = useRecordState()
  const [kind, setKind] = useState(props.kind)
  const { data, isLoading, more } = useTimeline(props.first, kind)
  const { timeZone } = record
  const now = new Date()

  return (
    <section aria-label={t('timeline.heading')} className="tenon-timeline">
      <div aria-label={t('timeline.filter')} className="tenon-chips" role="group">
        {data.kinds.map((one) => (
          <button
            aria-pressed={one === kind}
            key={one}
            onClick={() => {
              setKind(one)
              writeAddress('show', one === 'all' ? null : one)
            }}
            type="button"
          >
            {t(`timeline.kinds.${one}`)}
          </button>
        ))}
      </div>
      {data.entries.length === 0 && !isLoading ? (
        <p className="tenon-timeline__empty">{t('timeline.empty')}</p>
      ) : null}
      {groupByDay(data.entries, timeZone).map((day, index) => {
        const near = nearDay(day.key, now, timeZone)

        return (
          <section className="tenon-timeline__day" key={`${day.key}-${String(index)}`}>
            <h3>{near === undefined ? dayText(day.key, i18n.language) : t(`timeline.${near}`)}</h3>
            <ol>
              {day.entries.map((entry) => (
                <TimelineItem
                  entry={entry}
                  key={`${entry.kind} ${entry.id}`}
                  stageField={data.stageField}
                  titles={data.titles}
                />
              ))}
            </ol>
          </section>
        )
      })}
      <p aria-live="polite" className="tenon-timeline__state">
        {isLoading ? ui('loading') : ''}
      </p>
      {data.next === null ? null : <Older isLoading={isLoading} onMore={more} />}
    </section>
  )
}

/** Asks for older entries when it comes into view, or is pressed. */
function Older(props: { isLoading: boolean; onMore: () => void }) {
  const { isLoading, onMore } = props
  const t = useTexts(recordTexts)
  const place = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const { current } = place
    if (current === null || isLoading) {
      return undefined
    }
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        onMore()
      }
    })
    observer.observe(current)

    return () => {
      observer.disconnect()
    }
  }, [isLoading, onMore])

  return (
    <div className="tenon-timeline__more" ref={place}>
      <Button disabled={isLoading} onClick={onMore}>
        {t('timeline.more')}
      </Button>
    </div>
  )
}
