'use client'

import { toast } from '@payloadcms/ui'
import { useCallback, useState } from 'react'

import type { Board, BoardCard, BoardColumn } from '../../screens/index.ts'
import { callApi } from '../ui/callApi.ts'
import { findCard, mayGo, placeCard } from './boardState.ts'
import { cardOfDoc } from './cardOfDoc.ts'
import type { Move } from './types.ts'
import type { BoardData } from './useBoardData.client.ts'

/** What people are told about a move. */
export type MoveTexts = {
  columnTitle: (column: BoardColumn) => string
  moved: (card: BoardCard, to: BoardColumn) => string
  notMoved: (card: BoardCard, reason: string) => string
  undo: string
  undone: (card: BoardCard, to: BoardColumn) => string
}

/** Moving cards: at once on the screen, then on the server, and back with the reason where it refuses. */
export function useMoves(args: {
  collection: string
  data: BoardData
  say: (text: string) => void
  texts: MoveTexts
}): {
  /** The move that waits for answers in the dialog. */
  asked: Move | undefined
  closeDialog: () => void
  move: (move: Move) => void
  /** Moves a card, after asking what its new column asks for. */
  requestMove: (card: BoardCard, to: BoardColumn) => void
} {
  const { collection, data, say, texts } = args
  const [asked, setAsked] = useState<Move | undefined>()

  const send = useCallback(
    async ({ card, to, values }: Move): Promise<BoardCard | undefined> => {
      const { shape } = data.now()
      const place = findCard(data.now(), card.id)
      const going = { ...card, ...goingWith(card, { to, values }, shape) }
      data.setPending(card.id, true)
      data.change((board) => placeCard(board, going, { was: card }))
      try {
        const { doc } = await callApi<{ doc: Record<string, unknown> }>(
          'PATCH',
          `/api/${collection}/${card.id}`,
          { ...values, [shape.by]: to.id === '' ? null : to.id, version: card.version },
        )
        const written = cardOfDoc(going, doc, shape)
        data.setPending(card.id, false)
        data.change((board) =>
          placeCard(board, written, {
            index: Math.max(0, findCard(board, card.id)?.index ?? 0),
            was: going,
          }),
        )

        return written
      } catch (error) {
        data.setPending(card.id, false)
        data.change((board) => placeCard(board, card, { index: place?.index ?? 0, was: going }))
        const told = texts.notMoved(card, (error as Error).message)
        say(told)
        toast.error(told)
        // Somebody else may have changed it: the next try must start from what it is now.
        await data.refresh([card.id]).catch(() => undefined)

        return undefined
      }
    },
    [collection, data, say, texts],
  )

  const move = useCallback(
    (wanted: Move) => {
      const { card, to } = wanted
      const from = data.now().columns.find(({ id }) => id === card.column)
      setAsked(undefined)
      void send(wanted).then((written) => {
        if (written === undefined || from === undefined) {
          return
        }
        say(texts.moved(card, to))
        toast.success(texts.moved(card, to), {
          action: {
            label: texts.undo,
            onClick: () => {
              const back = Object.keys(wanted.values).map((path): [string, unknown] => [
                path,
                card.values[path] ?? null,
              ])
              const current = findCard(data.now(), card.id)?.card ?? written
              void send({ card: current, to: from, values: Object.fromEntries(back) }).then(
                (undone) => {
                  if (undone !== undefined) {
                    say(texts.undone(card, from))
                  }
                },
              )
            },
          },
        })
      })
    },
    [data, say, send, texts],
  )

  return {
    asked,
    closeDialog: () => {
      setAsked(undefined)
    },
    move,
    requestMove: (card, to) => {
      if (to.id === card.column || !mayGo(to, card.column)) {
        return
      }
      const wanted = { card, to, values: {} }
      if (mustAsk(card, to)) {
        setAsked(wanted)
      } else {
        move(wanted)
      }
    },
  }
}

/** The end of a sale is always asked about; another stage only where something it needs is missing. */
function mustAsk({ values }: BoardCard, { asks, kind, requires }: BoardColumn): boolean {
  const isEnd = kind === 'lost' || kind === 'won'
  const isMissing = (path: string) => (values[path] ?? null) === null || values[path] === ''

  return (isEnd && asks.length > 0) || requires.some(isMissing)
}

function goingWith(
  card: BoardCard,
  { to, values }: Omit<Move, 'card'>,
  shape: Board['shape'],
): Partial<BoardCard> {
  const date = shape.date === null ? undefined : values[shape.date]

  return {
    column: to.id,
    ...(typeof date === 'string' ? { date } : {}),
    ...(shape.enteredAt === null ? {} : { enteredAt: new Date().toISOString() }),
    values: { ...card.values, ...values },
  }
}
