'use client'

import { useEffect, useRef, useState } from 'react'

import { callApi } from '../../ui/callApi.ts'

/** What the screens need of a job. */
export type WatchedJob = {
  error: { message: string } | null
  progress: { done: number; total: null | number }
  result: null | Readonly<Record<string, unknown>>
  state: 'cancelled' | 'done' | 'failed' | 'queued' | 'running'
}

const EVERY_MS = 600

/** True for a job that will not change any more. */
export function isOver(job: Pick<WatchedJob, 'state'> | null | undefined): boolean {
  return job?.state === 'done' || job?.state === 'failed' || job?.state === 'cancelled'
}

/** Asks after a job until it is over and then calls `onEnd` once; null watches none. */
export function useJob(
  id: null | string,
  onEnd: (job: WatchedJob) => void,
): undefined | WatchedJob {
  const [job, setJob] = useState<undefined | WatchedJob>()

  // Only another job starts anew, not another function to call at the end of it.
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  }, [onEnd])

  useEffect(() => {
    if (id === null) {
      return
    }
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const found = await callApi<WatchedJob>('GET', `/api/jobs/${id}`).catch(() => undefined)
      if (isGone) {
        return
      }
      setJob(found)
      if (found !== undefined && isOver(found)) {
        end.current(found)
      } else {
        timer = setTimeout(() => void ask(), EVERY_MS)
      }
    }
    void ask()

    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [id])

  return job
}
