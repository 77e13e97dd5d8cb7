'use client'

import { useState } from 'react'

/** Which records are selected. */
export type Selection = ReturnType<typeof useSelection>

/** The selected records of a list, or all that meet its condition; it ends when `asked` changes. */
export function useSelection(asked: string, shown: readonly string[]) {
  const [state, setState] = useState<{ all: boolean; asked: string; ids: ReadonlySet<string> }>({
    all: false,
    asked,
    ids: new Set(),
  })
  const [last, setLast] = useState<null | string>(null)
  const isCurrent = state.asked === asked
  const ids = isCurrent ? state.ids : new Set<string>()
  const all = isCurrent && state.all
  const put = (next: ReadonlySet<string>, isAll = false) => {
    setState({ all: isAll, asked, ids: next })
  }

  return {
    all,
    clear: () => {
      put(new Set())
    },
    has: (id: string) => all || ids.has(id),
    ids,
    isPage: shown.length > 0 && shown.every((id) => all || ids.has(id)),
    selectAll: () => {
      put(new Set(shown), true)
    },
    /** Selects or clears one; `isRange` all between it and the one before. */
    toggle: (id: string, isRange = false) => {
      const next = new Set(all ? shown : ids)
      const from = last === null ? -1 : shown.indexOf(last)
      const to = shown.indexOf(id)
      const range =
        isRange && from >= 0 && to >= 0
          ? shown.slice(Math.min(from, to), Math.max(from, to) + 1)
          : [id]
      const adds = !next.has(id)
      for (const one of range) {
        if (adds) {
          next.add(one)
        } else {
          next.delete(one)
        }
      }
      setLast(id)
      put(next)
    },
    togglePage: () => {
      const isPage = shown.every((id) => all || ids.has(id))
      put(isPage ? new Set() : new Set([...ids, ...shown]))
    },
  }
}
