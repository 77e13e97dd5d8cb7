'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

import type {
  Board,
  BoardCard,
  boardCardsScreen,
  BoardColumn,
  boardColumnScreen,
  boardScreen,
} from '../../screens/index.ts'
import type { LiveChange } from '../live/useLive.client.ts'
import { useLive } from '../live/useLive.client.ts'
import { readScreen } from '../ui/useScreen.client.ts'
import { appendCards, findCard, mergeFresh, shutColumn } from './boardState.ts'
import type { BoardQuery } from './types.ts'

const MOST_FRESH = 200
const LEAST_SHOWN = 50
const MOST_SHOWN = 500

/** A board's data in the browser: kept, read further, and read anew when others change it. */
export type BoardData = {
  board: Board
  /** Changes the board at once, before or after the server knows. */
  change: (how: (board: Board) => Board) => void
  error: Error | undefined
  isLoading: boolean
  more: (columnId: string) => void
  /** Ids of the cards that are being written. */
  pending: ReadonlySet<string>
  refresh: (ids: readonly string[]) => Promise<void>
  /** What the board is like at this moment, for what goes on after an answer. */
  now: () => Board
  setPending: (id: string, isPending: boolean) => void
  toggle: (column: BoardColumn) => void
}

/** Reads a board whenever what it is asked for changes; `first` is what the page was made with. */
export function useBoardData(args: {
  first: Board
  onMovedByOthers: (moves: readonly { card: BoardCard; to: BoardColumn }[]) => void
  open: readonly string[]
  query: BoardQuery
}): BoardData {
  const { first, onMovedByOthers, open, query } = args
  const key = JSON.stringify(query)
  const [state, setState] = useState<{ board: Board; error?: Error; key: string }>({
    board: first,
    key,
  })
  const latest = useRef(first)
  const pending = useRef(new Set<string>())
  const reading = useRef(new Set<string>())

  const change = useCallback((how: (board: Board) => Board) => {
    latest.current = how(latest.current)
    const board = latest.current
    setState((last) => ({ ...last, board }))
  }, [])
  const readAll = useReadAll({ key, latest, open, setState })
  const refresh = useRefresh({ change, key, latest, onMovedByOthers, pending: pending.current })

  useLive(query.collection, ({ all, ids }: LiveChange) => {
    if (all || ids.length > MOST_FRESH) {
      readAll()
    } else {
      refresh(ids).catch(readAll)
    }
  })

  const more = useCallback(
    (columnId: string) => {
      const column = latest.current.columns.find(({ id }) => id === columnId)
      if (column === undefined || reading.current.has(columnId)) {
        return
      }
      reading.current.add(columnId)
      readScreen<typeof boardColumnScreen>('board-column', {
        ...(JSON.parse(key) as BoardQuery),
        ...(column.next === null ? {} : { after: column.next }),
        column: columnId,
      })
        .then((cards) => {
          change((board) => appendCards(board, columnId, cards))
        })
        .catch(readAll)
        .finally(() => {
          reading.current.delete(columnId)
        })
    },
    [change, key, readAll],
  )

  return {
    board: state.board,
    change,
    error: state.error,
    isLoading: state.key !== key,
    more,
    now: () => latest.current,
    pending: pending.current,
    refresh,
    setPending: (id, isPending) => {
      pending.current[isPending ? 'add' : 'delete'](id)
    },
    toggle: (column) => {
      if (column.isOpen) {
        change((board) => shutColumn(board, column.id))
      } else {
        more(column.id)
      }
    },
  }
}

function useReadAll(args: {
  key: string
  latest: { current: Board }
  open: readonly string[]
  setState: (
    how: (last: { board: Board; error?: Error; key: string }) => {
      board: Board
      error?: Error
      key: string
    },
  ) => void
}): () => void {
  const { key, latest, setState } = args
  const open = args.open.join(',')
  const hasRead = useRef(key)
  const running = useRef<AbortController | undefined>(undefined)

  const readAll = useCallback(() => {
    running.current?.abort()
    const aborted = new AbortController()
    running.current = aborted
    const most = Math.max(LEAST_SHOWN, ...latest.current.columns.map(({ cards }) => cards.length))
    readScreen<typeof boardScreen>(
      'board',
      {
        ...(JSON.parse(key) as BoardQuery),
        open: open === '' ? [] : open.split(','),
        shown: hasRead.current === key ? Math.min(most, MOST_SHOWN) : LEAST_SHOWN,
      },
      { signal: aborted.signal },
    )
      .then((board) => {
        hasRead.current = key
        latest.current = board
        setState(() => ({ board, key }))
      })
      .catch((error: unknown) => {
        if (!aborted.signal.aborted) {
          setState((last) => ({ ...last, error: error as Error, key }))
        }
      })
  }, [key, latest, open, setState])

  useEffect(() => {
    if (hasRead.current !== key) {
      readAll()
    }
  }, [key, readAll])

  return readAll
}

function useRefresh(args: {
  change: BoardData['change']
  key: string
  latest: { current: Board }
  onMovedByOthers: (moves: readonly { card: BoardCard; to: BoardColumn }[]) => void
  pending: ReadonlySet<string>
}): BoardData['refresh'] {
  const { change, key, latest, onMovedByOthers, pending } = args
  const tell = useRef(onMovedByOthers)
  useEffect(() => {
    tell.current = onMovedByOthers
  }, [onMovedByOthers])

  return useCallback(
    async (ids) => {
      if (ids.length === 0) {
        return
      }
      const fresh = await readScreen<typeof boardCardsScreen>('board-cards', {
        ...(JSON.parse(key) as BoardQuery),
        ids: [...ids],
      })
      const moves = fresh.cards.flatMap((card) => {
        const known = findCard(latest.current, card.id)
        const to = latest.current.columns.find(({ id }) => id === card.column)

        return known === undefined ||
          to === undefined ||
          pending.has(card.id) ||
          known.column === to
          ? []
          : [{ card, to }]
      })
      change((board) => mergeFresh(board, fresh, ids, pending))
      tell.current(moves)
    },
    [change, key, latest, pending],
  )
}
