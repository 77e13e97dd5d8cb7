'use client'

import { useTranslation } from '@payloadcms/ui'
import { lazy, Suspense, useMemo, useSyncExternalStore } from 'react'

import type { Widget, WidgetData } from '../../screens/index.ts'
import { useTenant } from '../components/TenantContext.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { FunnelView } from './FunnelView.client.tsx'
import { NumberView } from './NumberView.client.tsx'
import { pivot } from './pivot.ts'
import { homeTexts } from './translations/index.ts'
import { WidgetTable } from './WidgetTable.client.tsx'

// The library of charts is larger than the rest of the page: it comes once there is one to draw.
const ChartView = lazy(async () => {
  const { ChartView: View } = await import('./ChartView.client.tsx')

  return { default: View }
})

/** What a widget shows: its number, its chart or its table, or why there is none. */
export function WidgetBody(props: {
  asTable: boolean
  data: undefined | WidgetData
  title: string
  widget: Widget
}) {
  const { asTable, data, title, widget } = props
  const t = useTexts(homeTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const tenant = useTenant()
  const isInBrowser = useIsInBrowser()
  const context = { currency: tenant?.currency ?? '', language: i18n.language }
  const table = useMemo(
    () =>
      data?.state === 'shown'
        ? pivot(widget, data, {
            count: t('count'),
            language: i18n.language,
            nothing: t('nothing'),
            other: t('other'),
            unseen: ui('unknownRecord'),
          })
        : undefined,
    [data, i18n.language, t, ui, widget],
  )

  if (data === undefined || table === undefined) {
    return (
      <p className="tenon-widget__none">{data === undefined ? ui('loading') : t('notReadable')}</p>
    )
  }
  if (data.state === 'shown' && widget.kind === 'number') {
    return <NumberView context={context} data={data} table={table} widget={widget} />
  }
  if (data.state !== 'shown' || data.points.length === 0) {
    return <p className="tenon-widget__none">{t('emptyWidget')}</p>
  }
  const note = data.isCut ? <p className="tenon-widget__note">{t('largest')}</p> : null
  if (asTable || widget.kind === 'table') {
    return (
      <>
        <WidgetTable context={context} table={table} title={title} />
        {note}
      </>
    )
  }
  if (widget.kind === 'funnel') {
    return (
      <>
        <FunnelView context={context} table={table} title={title} />
        {note}
      </>
    )
  }
  const waiting = <div aria-hidden className="tenon-chart" />

  return (
    <>
      {isInBrowser ? (
        <Suspense fallback={waiting}>
          <ChartView
            context={context}
            isTimed={data.isTimed}
            kind={widget.kind === 'line' ? 'line' : 'bar'}
            stacked={widget.by.length > 1}
            table={table}
            title={title}
          />
        </Suspense>
      ) : (
        waiting
      )}
      {note}
    </>
  )
}

function useIsInBrowser(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
