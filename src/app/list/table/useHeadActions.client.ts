'use client'

import { useHabits } from '../useHabits.client.ts'
import type { List } from '../useList.client.ts'
import type { HeadActions } from './HeadCell.client.tsx'
import { sortAfterClick, sortText } from './sorting.ts'

/** What the heads of a list's columns do; columns and widths are kept for the person. */
export function useHeadActions(list: List): HeadActions {
  const { columns: putColumns, widths: putWidths } = useHabits(list)
  const { columns, sort } = list.page.state

  return {
    group: (by) => {
      list.change({ group: { by } })
    },
    hide: (path) => {
      if (columns.length > 1) {
        putColumns(columns.filter((one) => one !== path))
      }
    },
    move: (path, by) => {
      const at = columns.indexOf(path)
      const to = at + by
      const other = columns[to]
      if (other !== undefined) {
        putColumns(columns.map((one, place) => (place === at ? other : place === to ? path : one)))
      }
    },
    resize: (path, width, isDone) => {
      const widths = { ...list.page.widths, [path]: width }
      list.setPage((last) => ({ ...last, widths }))
      if (isDone) {
        putWidths(widths)
      }
    },
    sort: (path, adds) => {
      list.change({ sort: sortAfterClick(sort, path, adds) })
    },
    sortBy: (path, isFalling) => {
      list.change({ sort: sortText([{ isFalling, path }]) })
    },
  }
}
