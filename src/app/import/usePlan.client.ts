'use client'

import { useState } from 'react'

import { useAct } from '../settings/parts/useAct.client.ts'
import { callApi } from '../ui/callApi.ts'
import type { PreviewFacts } from './types.ts'

type Change = {
  createMissing?: boolean
  map?: PreviewFacts['map']
  recipe?: string
  saveAs?: string
}

/** How the file is read, and deciding anew: every change is guessed around and checked by the server. */
export function usePlan(
  id: string,
  first: PreviewFacts,
): {
  isBusy: boolean
  plan: (change: Change, done?: string) => Promise<boolean>
  preview: PreviewFacts
} {
  const [preview, setPreview] = useState(first)
  const { act, isBusy } = useAct()

  return {
    isBusy,
    plan: (change, done) =>
      act(async () => {
        setPreview(await callApi<PreviewFacts>('POST', `/api/imports/${id}/plan`, change))
      }, done),
    preview,
  }
}
