'use client'

import { toast } from '@payloadcms/ui'
import { useCallback, useState } from 'react'

import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'

/** Runs what a button does: says when it is done or why it was refused; `isBusy` meanwhile. */
export function useAct(): {
  act: (work: () => Promise<unknown>, done?: string) => Promise<boolean>
  isBusy: boolean
} {
  const t = useTexts(uiTexts)
  const [isBusy, setBusy] = useState(false)
  const act = useCallback(
    async (work: () => Promise<unknown>, done?: string) => {
      setBusy(true)
      try {
        await work()
        if (done !== undefined) {
          toast.success(done)
        }

        return true
      } catch (error) {
        toast.error(t('failed', { reason: error instanceof Error ? error.message : String(error) }))

        return false
      } finally {
        setBusy(false)
      }
    },
    [t],
  )

  return { act, isBusy }
}
