'use client'

import { useCallback, useEffect, useState } from 'react'

import { callApi } from '../../ui/callApi.ts'

type Loaded<T> = { data: T | undefined; error: string | undefined; reload: () => void }

/** What the API answers at an address, asked again by `reload`; the last answer stays until the next is there. */
export function useLoad<T>(path: string): Loaded<T> {
  const [round, setRound] = useState(0)
  const [state, setState] = useState<{ data?: T; error?: string }>({})

  useEffect(() => {
    let isGone = false
    callApi<T>('GET', path)
      .then((data) => {
        if (!isGone) {
          setState({ data })
        }
      })
      .catch((error: unknown) => {
        if (!isGone) {
          setState({ error: error instanceof Error ? error.message : String(error) })
        }
      })

    return () => {
      isGone = true
    }
  }, [path, round])

  return {
    data: state.data,
    error: state.error,
    reload: useCallback(() => {
      setRound((last) => last + 1)
    }, []),
  }
}
