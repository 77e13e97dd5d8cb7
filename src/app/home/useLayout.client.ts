'use client'

import { toast } from '@payloadcms/ui'
import { useCallback, useState } from 'react'

import type { Widget } from '../../screens/index.ts'
import { callApi } from '../ui/callApi.ts'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import type { HomeData } from './types.ts'

/** The widgets of the page and what can be done with them; every change is kept for the person at once. */
export type Layout = {
  change: (widgets: readonly Widget[]) => Promise<void>
  /** Back to the page of the role, or the standard one. */
  reset: () => Promise<void>
  source: HomeData['layout']['source']
  widgets: readonly Widget[]
}

const PLACE = '/api/payload-preferences/tenon-home'

/** The widgets of the page, as they stand or as the person has just changed them. */
export function useLayout(data: HomeData, reload: () => void): Layout {
  const t = useTexts(uiTexts)
  const [changed, setChanged] = useState<readonly Widget[] | undefined>()
  const [isOwn, setOwn] = useState<boolean | undefined>()
  const widgets = changed ?? data.layout.dashboard.widgets

  const keep = useCallback(
    async (work: () => Promise<unknown>, before: readonly Widget[] | undefined) => {
      try {
        await work()
      } catch (error) {
        setChanged(before)
        toast.error(t('failed', { reason: error instanceof Error ? error.message : '' }))
        throw error
      }
    },
    [t],
  )

  return {
    change: async (next) => {
      setChanged(next)
      setOwn(true)
      const isNew = next.some((widget) => !widgets.includes(widget) && isOther(widget, widgets))
      await keep(() => callApi('POST', PLACE, { value: { widgets: next } }), changed)
      if (isNew) {
        reload()
      }
    },
    reset: async () => {
      await keep(() => callApi('DELETE', PLACE), changed)
      setChanged(undefined)
      setOwn(false)
      reload()
    },
    source: isOwn === true ? 'personal' : isOwn === false ? 'standard' : data.layout.source,
    widgets,
  }
}

/** True where the numbers of a widget must be read anew: its width and its title make no difference. */
function isOther(widget: Widget, widgets: readonly Widget[]): boolean {
  const before = widgets.find(({ id }) => id === widget.id)
  const read = (one: Widget) => JSON.stringify({ ...one, span: 1, title: {} })

  return before === undefined || read(before) !== read(widget)
}
