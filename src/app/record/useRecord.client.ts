'use client'

import { useTranslation } from '@payloadcms/ui'
import { useCallback, useMemo, useRef, useState } from 'react'

import type { recordScreen, timelineScreen } from '../../screens/index.ts'
import { ApiError, callApi } from '../ui/callApi.ts'
import type { FieldContext } from '../ui/fieldText.ts'
import { useFieldContext } from '../ui/useFieldContext.client.ts'
import { readScreen } from '../ui/useScreen.client.ts'
import type { Doc, RecordData, RecordState, SaveResult } from './types.ts'
import { at, bodyOf, isSame } from './values.ts'

const CONFLICT = 'RECORD_VERSION_CONFLICT'

/** Holds the record of a page: reads it anew, saves fields of it, and tells when somebody else was faster. */
export function useRecord(first: RecordData): RecordState {
  const { i18n } = useTranslation()
  const [data, setData] = useState(first)
  const [round, setRound] = useState(0)
  const latest = useRef(first)
  const { contextOf } = useFieldContext(data.titles)
  const slug = data.collection.slug
  const { id } = data.doc

  const take = useCallback((fresh: RecordData) => {
    latest.current = fresh
    setData(fresh)
    setRound((last) => last + 1)
  }, [])
  const read = useCallback(
    () =>
      readScreen<typeof recordScreen>('record', { collection: slug, id, language: i18n.language }),
    [i18n.language, id, slug],
  )
  const touch = useCallback(() => {
    setRound((last) => last + 1)
  }, [])
  const refresh = useCallback(() => {
    read().then(
      (fresh) => {
        // What the reader saved themselves is here already.
        if (fresh.doc['version'] !== latest.current.doc['version']) {
          take(fresh)
        }
      },
      () => {
        // What cannot be read any more stays as it was last seen.
      },
    )
  }, [read, take])
  const reload = useCallback(() => {
    read().then(take, () => {
      // What cannot be read any more stays as it was last seen; saving will say why.
    })
  }, [read, take])

  const save = useCallback(
    async (values: Readonly<Record<string, unknown>>, base?: Doc): Promise<SaveResult> => {
      const from = base ?? latest.current.doc
      const write = (version: unknown) =>
        callApi<{ doc: Doc }>('PATCH', `/api/${slug}/${id}`, { ...bodyOf(values), version })
      try {
        const { doc } = await write(from['version'])
        take(await read())

        return { doc, kind: 'saved', merged: false }
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== CONFLICT) {
          throw error
        }
      }
      const fresh = await read()
      const isTouched = Object.keys(values).some(
        (path) => !isSame(at(fresh.doc, path), at(from, path)),
      )
      if (isTouched) {
        return { fresh, kind: 'conflict', who: await lastEditor(slug, id, i18n.language) }
      }
      // Somebody changed other fields: both changes stand beside each other.
      const { doc } = await write(fresh.doc['version'])
      take(await read())

      return { doc, kind: 'saved', merged: true }
    },
    [i18n.language, id, read, slug, take],
  )
  const writing = useCallback(
    (field: { path: string }, doc?: Doc): FieldContext => ({
      ...contextOf(field, doc ?? data.doc),
      timeZone: data.timeZone,
    }),
    [contextOf, data.doc, data.timeZone],
  )

  return useMemo(
    () => ({
      contextOf: writing,
      data,
      isOpen: data.may.update && isLive(data.doc),
      refresh,
      reload,
      round,
      save,
      touch,
    }),
    [data, refresh, reload, round, save, touch, writing],
  )
}

/** True for a record that is not in the trash. */
export function isLive(doc: Doc): boolean {
  return (doc['deletedAt'] ?? null) === null
}

async function lastEditor(
  collection: string,
  id: string,
  language: string,
): Promise<string | null> {
  const { entries, titles } = await readScreen<typeof timelineScreen>('record-timeline', {
    collection,
    id,
    kind: 'changes',
    language,
    limit: 1,
  })
  const [entry] = entries

  return entry !== undefined && 'change' in entry
    ? (titles['users']?.[entry.change.actor.id ?? ''] ?? null)
    : null
}
