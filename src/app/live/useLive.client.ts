'use client'

import { useEffect, useRef } from 'react'

import { listenLive } from './connectLive.ts'

/** What has changed in a collection: these records, or `all` where that is not known. */
export type LiveChange = { all: boolean; ids: readonly string[] }

const GATHER_MS = 120
const GATHER_ALL_MS = 1000

/**
 * Calls `onChange` soon after records of a collection that the person may read have changed, whoever changed
 * them and wherever. Changes of one moment come together; those of a window in the background wait until it
 * is looked at.
 */
export function useLive(collection: string, onChange: (change: LiveChange) => void): void {
  const call = useRef(onChange)
  useEffect(() => {
    call.current = onChange
  }, [onChange])

  useEffect(() => {
    const ids = new Set<string>()
    let isAll = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      if (document.hidden || (ids.size === 0 && !isAll)) {
        return
      }
      const change = { all: isAll, ids: [...ids] }
      ids.clear()
      isAll = false
      call.current(change)
    }
    const gather = () => {
      timer ??= setTimeout(flush, isAll ? GATHER_ALL_MS : GATHER_MS)
    }
    const stop = listenLive((hints) => {
      isAll ||= hints === undefined
      for (const hint of hints ?? []) {
        if (hint.collection === collection) {
          ids.add(hint.id)
        }
      }
      if (isAll || ids.size > 0) {
        gather()
      }
    })
    document.addEventListener('visibilitychange', gather)

    return () => {
      stop()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', gather)
    }
  }, [collection])
}
