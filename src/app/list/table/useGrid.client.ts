'use client'

import { toast, useAuth, useTranslation } from '@payloadcms/ui'
import { useCallback, useState } from 'react'

import type { FieldView, ListRows } from '../../../screens/index.ts'
import type { ApiError } from '../../ui/callApi.ts'
import { callApi } from '../../ui/callApi.ts'
import { fieldText } from '../../ui/fieldText.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useFieldContext } from '../../ui/useFieldContext.client.ts'
import type { List } from '../useList.client.ts'
import { useNames } from '../useNames.client.ts'
import type { Selection } from '../useSelection.client.ts'
import type { CellPlace, Conflict, GridDoc } from './types.ts'
import { holding, valueIn, withValue } from './valueIn.ts'

type Edits = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The table of a list, and what its cells need. */
export type Grid = ReturnType<typeof useGrid>

/** What the cells of a list's table show and do: where the keyboard is, which cell is changed, and what became of it. */
export function useGrid(
  list: List,
  selection: Selection,
  given: { canSelect: boolean; titles: ListRows['titles'] },
) {
  const { collection, state } = list.page
  const names = useNames(collection)
  const { contextOf } = useFieldContext(given.titles)
  const [active, setActive] = useState<CellPlace | null>(null)
  const [editing, setEditing] = useState<CellPlace | null>(null)
  const mayEdit = useMayEdit(list)
  const saving = useSaving(list)
  const textOf = (field: FieldView, doc: GridDoc) =>
    fieldText(field, valueIn(doc, field.path), contextOf(field, doc))

  return {
    active,
    canSelect: given.canSelect,
    collection,
    conflict: saving.conflict,
    contextOf: (field: FieldView, doc: GridDoc) => {
      const context = contextOf(field, doc)
      const title = saving.titles[`${doc.id} ${field.path}`]
      const id = valueIn(doc, field.path)

      return title === undefined || field.relationTo === undefined || typeof id !== 'string'
        ? context
        : { ...context, titles: { ...context.titles, [field.relationTo]: { [id]: title } } }
    },
    edit: (doc: GridDoc, field: FieldView) => {
      if (mayEdit(doc, field)) {
        setActive({ id: doc.id, path: field.path })
        setEditing({ id: doc.id, path: field.path })
      }
    },
    editing,
    finishEdit: (
      doc: GridDoc,
      field: FieldView,
      edit: { before: unknown; title: string | undefined; value: unknown },
    ) => {
      setEditing(null)
      focusCell({ id: doc.id, path: field.path })
      if (edit.value !== edit.before) {
        void saving.save(doc, field.path, { title: edit.title, value: edit.value })
      }
    },
    hasTitle: state.columns.includes(collection.title),
    hrefOf: (doc: GridDoc) =>
      `/admin/collections/${collection.slug}/${state.trash ? 'trash/' : ''}${doc.id}`,
    names,
    selection,
    setActive,
    settle: saving.settle,
    shown: (doc: GridDoc) => saving.shown(doc),
    textOf,
  }
}

/** Puts the keyboard on a cell of the table, once it is there. */
export function focusCell({ id, path }: CellPlace): void {
  requestAnimationFrame(() => {
    document
      .querySelector<HTMLElement>(`tr[data-id="${id}"] td[data-path="${CSS.escape(path)}"]`)
      ?.focus()
  })
}

/** A field of one's own record where the level says so; the server has the last word. */
function useMayEdit({ page }: List) {
  const { user } = useAuth()
  const { collection, state } = page

  return (doc: GridDoc, field: FieldView): boolean => {
    const level = collection.may.update
    const isOwn = collection.ownerField !== null && valueIn(doc, collection.ownerField) === user?.id
    const isOpen = level === 'all' || level === 'team' || (level === 'own' && isOwn)

    return (
      isOpen &&
      !state.trash &&
      !field.readOnly &&
      field.kind !== 'json' &&
      field.kind !== 'polymorphic'
    )
  }
}

function useSaving({ page, reload, rows }: List) {
  const { i18n } = useTranslation()
  const [edits, setEdits] = useState<Edits>({})
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({})
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [seen, setSeen] = useState(rows)
  const slug = page.collection.slug
  // What is read anew holds what was written meanwhile.
  if (seen !== rows) {
    setSeen(rows)
    setEdits({})
  }
  const put = useCallback((id: string, path: string, value: unknown) => {
    setEdits((last) => ({ ...last, [id]: { ...last[id], [path]: value } }))
  }, [])
  const save = async (
    doc: GridDoc,
    path: string,
    edit: { title?: string | undefined; value: unknown; version?: number },
  ) => {
    const before = valueIn(doc, path)
    put(doc.id, path, edit.value)
    setTitles((last) => ({ ...last, [`${doc.id} ${path}`]: edit.title ?? '' }))
    try {
      const version =
        edit.version ?? (edits[doc.id]?.['version'] as number | undefined) ?? doc['version']
      const body = { ...holding(path, edit.value), ...(version === undefined ? {} : { version }) }
      const { doc: saved } = await callApi<{ doc: GridDoc }>(
        'PATCH',
        `/api/${slug}/${doc.id}`,
        body,
      )
      put(doc.id, 'version', saved['version'])
      reload()
    } catch (error) {
      const { code, message } = error as ApiError
      put(doc.id, path, before)
      if (code === 'RECORD_VERSION_CONFLICT') {
        const now = await callApi<GridDoc>('GET', `/api/${slug}/${doc.id}?depth=0`)
        setConflict({
          doc,
          mine: edit.value,
          path,
          theirs: valueIn(now, path),
          version: Number(now['version']),
        })
      } else {
        toast.error(uiTexts.translate(i18n.language, 'failed', { reason: message }))
      }
    }
  }

  return {
    conflict,
    save,
    /** Ends a conflict, with one's own value or that of the other. */
    settle: (isMine: boolean) => {
      setConflict(null)
      if (conflict !== null && isMine) {
        const { doc, mine, path, version } = conflict
        void save(doc, path, { value: mine, version })
      } else {
        reload()
      }
    },
    shown: (doc: GridDoc): GridDoc =>
      Object.entries(edits[doc.id] ?? {}).reduce<GridDoc>(
        (last, [path, value]) => withValue(last, path, value),
        doc,
      ),
    titles: Object.fromEntries(Object.entries(titles).filter(([, title]) => title !== '')),
  }
}
