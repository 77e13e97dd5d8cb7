'use client'

import { usePreferences } from '@payloadcms/ui'

import type { List } from './useList.client.ts'

/** Changes the columns of a list and their widths, and keeps them for the person who did. */
export function useHabits(list: List): {
  columns: (columns: readonly string[]) => void
  widths: (widths: Readonly<Record<string, number>>) => void
} {
  const { setPreference } = usePreferences()
  const { collection, state, widths } = list.page
  const key = `tenon-list-${collection.slug}`

  return {
    columns: (columns) => {
      list.change({ columns: [...columns] })
      // A saved view has columns of its own, which are kept with it.
      if (state.view === null) {
        void setPreference(key, { columns, widths })
      }
    },
    widths: (next) => {
      void setPreference(key, {
        ...(state.view === null ? { columns: state.columns } : {}),
        widths: next,
      })
    },
  }
}
