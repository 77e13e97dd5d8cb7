'use client'

import { useTranslation } from '@payloadcms/ui'
import { useCallback, useEffect, useMemo, useState } from 'react'

import type { ListPage, listScreen, ListState, rowsScreen } from '../../screens/index.ts'
import type { ScreenInput } from '../../screens/index.ts'
import { readScreen, useScreen } from '../ui/useScreen.client.ts'
import type { AddressKey, ListAddress } from './address.ts'
import { readAddress, writeAddress } from './address.ts'

type Place = { after?: string; before?: string }

type RowsInput = ScreenInput<typeof rowsScreen>

/** A list and what can be done with how it is looked at. */
export type List = ReturnType<typeof useList>

const KEYS: readonly AddressKey[] = [
  ...(['columns', 'group', 'limit', 'search', 'sort', 'trash', 'where'] as const),
]

/**
 * How a list is looked at, and its rows: each change writes the address and reads the rows anew, without leaving
 * the page; going back in the browser undoes it.
 */
export function useList(first: ListPage, address: ListAddress) {
  const [page, setPage] = useState(first)
  const [changed, setChanged] = useState(() => changedIn(address))
  const [place, setPlace] = useState<Place>(() => placeOf(address))
  const { collection, state } = page
  const hasDefault = page.views.some(({ isDefault }) => isDefault)
  const { i18n } = useTranslation()
  const { language } = i18n
  const input = useMemo(() => ({ ...rowsInputOf(page, place), language }), [language, page, place])
  const { data, error, isLoading, reload } = useScreen<typeof rowsScreen>(
    'list-rows',
    input,
    first.rows,
  )

  const change = useCallback(
    (wanted: Partial<Pick<ListState, AddressKey>>) => {
      const next = { ...state, ...wanted }
      const keys = new Set([...changed, ...(Object.keys(wanted) as AddressKey[])])
      setChanged(keys)
      setPlace({})
      setPage((last) => ({ ...last, fault: null, state: next }))
      push(addressOf(next, keys, hasDefault))
    },
    [changed, hasDefault, state],
  )

  const go = useCallback(
    (to: Place) => {
      setPlace(to)
      push({ ...addressOf(state, changed, hasDefault), ...to })
    },
    [changed, hasDefault, state],
  )

  const open = useCallback(
    async (address: ListAddress, options: { isInPlace?: boolean } = {}) => {
      const asked = { ...address, collection: collection.slug, language }
      const next = await readScreen<typeof listScreen>('list', asked as never)
      setChanged(changedIn(address))
      setPlace(placeOf(address))
      setPage(next)
      if (options.isInPlace !== true) {
        push(address)
      }
    },
    [collection.slug, language],
  )

  useEffect(() => {
    const back = () => {
      void open(readAddress(window.location.search), { isInPlace: true })
    }
    window.addEventListener('popstate', back)

    return () => {
      window.removeEventListener('popstate', back)
    }
  }, [open])

  return {
    change,
    changed,
    error,
    go,
    isLoading,
    open,
    page,
    place,
    reload,
    rows: data ?? page.rows,
    rowsInput: input,
    setPage,
  }
}

/** What the rows of a list are asked for. */
function rowsInputOf({ collection, state }: ListPage, place: Place): Omit<RowsInput, 'language'> {
  const { columns, group, limit, search, sort, trash, where } = state

  return {
    ...place,
    collection: collection.slug,
    columns: [...columns],
    group,
    limit,
    search,
    sort,
    trash,
    where,
  }
}

function addressOf(
  state: ListState,
  keys: ReadonlySet<AddressKey>,
  hasDefault: boolean,
): ListAddress {
  const own = Object.fromEntries([...keys].map((key) => [key, state[key]]))
  // Where a view is shown first, the list as such has to be asked for.
  const view = state.view ?? (hasDefault ? 'all' : undefined)

  return { ...own, ...(view === undefined ? {} : { view }) }
}

function push(address: ListAddress): void {
  const search = writeAddress(address)
  if (search !== window.location.search) {
    window.history.pushState(
      null,
      '',
      `${window.location.pathname.replace(/\/trash$/, '')}${search}`,
    )
  }
}

function changedIn(address: ListAddress): ReadonlySet<AddressKey> {
  return new Set(KEYS.filter((key) => key in address))
}

function placeOf({ after, before }: ListAddress): Place {
  return {
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  }
}
