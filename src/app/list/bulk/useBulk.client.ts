'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'

import type { ApiError } from '../../ui/callApi.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import type { List } from '../useList.client.ts'
import type { Selection } from '../useSelection.client.ts'
import type { BulkChange, BulkOutcome, BulkTarget, Tell } from './runBulk.ts'
import { runBulk, tagRecords, undoBatch } from './runBulk.ts'

/** Most records that are tagged at once: their ids are read first. */
export const MOST_TAGGED = 2000

const PAGE = 200

type Progress = { done: number; total: null | number }

/** Changes of the selected records, what became of each, and taking them back. */
export function useBulk(list: List, selection: Selection) {
  const t = useTexts(listTexts)
  const ui = useTexts(uiTexts)
  const [progress, setProgress] = useState<null | Progress>(null)
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null)
  const { slug } = list.page.collection
  const target: BulkTarget = selection.all
    ? { where: list.rows.where }
    : { ids: [...selection.ids] }

  const work = async (act: (tell: Tell) => Promise<BulkOutcome>) => {
    setProgress({ done: 0, total: null })
    try {
      return await act(setProgress)
    } catch (error) {
      toast.error(ui('failed', { reason: (error as ApiError).message }))

      return undefined
    } finally {
      setProgress(null)
    }
  }
  const undo = async (batchId: string) => {
    const undone = await work((tell) => undoBatch(batchId, tell))
    if (undone !== undefined) {
      toast.success(t('bulk.undone'))
      setOutcome(undone.refusedCount > 0 ? { ...undone, batchId: null } : null)
      list.reload()
    }
  }
  const show = (done: BulkOutcome | undefined, text: 'bulk.succeeded' | 'bulk.tagged') => {
    if (done === undefined) {
      return
    }
    const { batchId, ok, refusedCount } = done
    if (refusedCount > 0) {
      setOutcome(done)
    } else {
      toast.success(t(text, { count: ok }), {
        duration: 12_000,
        ...(batchId === null
          ? {}
          : { action: { label: t('bulk.undo'), onClick: () => void undo(batchId) } }),
      })
    }
    selection.clear()
    list.reload()
  }

  return {
    change: async (change: BulkChange) => {
      show(await work((tell) => runBulk(slug, change, target, tell)), 'bulk.succeeded')
    },
    close: () => {
      setOutcome(null)
    },
    outcome,
    progress,
    tag: async (tag: string) => {
      const done = await work(async (tell) => {
        const ids = selection.all ? await allIds(list) : [...selection.ids]

        return tagRecords(slug, tag, ids, tell)
      })
      show(done, 'bulk.tagged')
    },
    undo,
  }
}

/** The ids of all records that meet the list's condition, by pages. */
async function allIds({ page, rows }: List): Promise<string[]> {
  const { readScreen } = await import('../../ui/useScreen.client.ts')
  const ids: string[] = []
  let after: null | string | undefined
  do {
    const part = (await readScreen('list-rows', {
      ...(after === undefined || after === null ? {} : { after }),
      collection: page.collection.slug,
      columns: [],
      limit: PAGE,
      sort: 'id',
      trash: page.state.trash,
      where: rows.where,
    } as never)) as unknown as { docs: { id: string }[]; nextCursor: null | string }
    ids.push(...part.docs.map(({ id }) => id))
    after = part.nextCursor
  } while (after !== null && ids.length < MOST_TAGGED)

  return ids
}
