'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

import type { ScreenData, ScreenInput } from '../../screens/index.ts'
import { callApi } from './callApi.ts'

/** Reads a screen from the browser: `readScreen<typeof boardScreen>('board', {…})`; throws `ApiError`. */
export function readScreen<S extends { input: unknown; load: unknown }>(
  name: string,
  input: ScreenInput<S>,
  options: { signal?: AbortSignal } = {},
): Promise<ScreenData<S>> {
  const query = new URLSearchParams({ input: JSON.stringify(input) })

  return callApi('GET', `/api/screens/${name}?${query.toString()}`, undefined, options)
}

/**
 * A screen that is read anew whenever what it is asked changes, or `reload` is called; the last answer stays
 * until the next one is there. `first` is what the server has read for the page already.
 */
export function useScreen<S extends { input: unknown; load: unknown }>(
  name: string,
  input: ScreenInput<S>,
  first?: ScreenData<S>,
): {
  data: ScreenData<S> | undefined
  error: Error | undefined
  isLoading: boolean
  reload: () => void
} {
  const asked = JSON.stringify(input)
  const [round, setRound] = useState(0)
  const [state, setState] = useState<{ data?: ScreenData<S>; error?: Error; key: string }>({
    ...(first === undefined ? {} : { data: first }),
    key: `${name} ${asked} 0`,
  })
  const key = `${name} ${asked} ${String(round)}`
  const has = useRef(first === undefined ? '' : key)
  const reload = useCallback(() => {
    setRound((last) => last + 1)
  }, [])

  useEffect(() => {
    if (has.current === key) {
      return
    }
    const aborted = new AbortController()
    readScreen<S>(name, JSON.parse(asked) as ScreenInput<S>, { signal: aborted.signal })
      .then((data) => {
        has.current = key
        setState({ data, key })
      })
      .catch((error: unknown) => {
        if (!aborted.signal.aborted) {
          setState((last) => ({ ...last, error: error as Error, key }))
        }
      })

    return () => {
      aborted.abort()
    }
  }, [asked, key, name])

  return { data: state.data, error: state.error, isLoading: state.key !== key, reload }
}
