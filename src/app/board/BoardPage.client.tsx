'use client'

import { useTranslation } from '@payloadcms/ui'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useState } from 'react'

import type { Board, BoardColumn, CollectionView } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { AskDialog } from './AskDialog.client.tsx'
import { BoardBar } from './BoardBar.client.tsx'
import { BoardProvider } from './BoardContext.client.tsx'
import type { BoardFilters } from './boardUrl.ts'
import { readFilters, writeFilters } from './boardUrl.ts'
import { Columns } from './Columns.client.tsx'
import { boardTexts } from './translations/index.ts'
import { useBoardData } from './useBoardData.client.ts'
import type { MoveTexts } from './useMoves.client.ts'
import { useMoves } from './useMoves.client.ts'

const MINUTE_MS = 60_000

/** A whole board in the browser: its bar, its columns, the dialog on the way, and what is said aloud. */
export function BoardPage(props: { first: Board; now: number; view: CollectionView }) {
  const { first, view } = props
  const { i18n } = useTranslation()
  const { language } = i18n
  const t = useTexts(boardTexts)
  const { filters, setFilters } = useFilters()
  const [said, say] = useState('')
  const now = useNow(props.now)
  const texts = useMoveTexts(language)
  const { open, ...asked } = filters
  const data = useBoardData({
    first,
    onMovedByOthers: (moves) => {
      const [move] = moves
      if (move !== undefined) {
        const column = texts.columnTitle(move.to)
        say(t('movedByOther', { column, title: move.card.title }))
      }
    },
    open,
    query: { ...asked, collection: view.slug },
  })
  const moves = useMoves({ collection: view.slug, data, say, texts })
  const [lifted, setLifted] = useState<null | string>(null)
  const heading = labelText(view.labels.plural, language)

  return (
    <BoardProvider
      value={{
        board: data.board,
        collection: view.slug,
        language,
        lifted,
        more: data.more,
        now,
        requestMove: moves.requestMove,
        toggleColumn: (column) => {
          data.toggle(column)
          setFilters({
            ...filters,
            open: column.isOpen ? open.filter((id) => id !== column.id) : [...open, column.id],
          })
        },
      }}
    >
      <div aria-busy={data.isLoading} className="tenon-board">
        <BoardBar
          board={data.board}
          collection={view.slug}
          fieldLabel={(path) =>
            labelText(view.fields.find((field) => field.path === path)?.label, language)
          }
          filters={filters}
          heading={heading}
          language={language}
          onFilter={setFilters}
          ownerField={view.fields.find(({ path }) => path === data.board.shape.owner) ?? null}
        />
        {data.error === undefined ? null : (
          <p className="tenon-board__error" role="alert">
            {t('loadFailed', { reason: data.error.message })}
          </p>
        )}
        <Columns columnTitle={texts.columnTitle} onLift={setLifted} />
      </div>
      <AskDialog asked={moves.asked} onAnswer={moves.move} onClose={moves.closeDialog} />
      <p aria-live="polite" className="tenon-board__said" role="status">
        {said}
      </p>
    </BoardProvider>
  )
}

/** The filters stand in the address; the page itself need not be made anew for others. */
function useFilters(): { filters: BoardFilters; setFilters: (filters: BoardFilters) => void } {
  const path = usePathname()
  const query = useSearchParams().toString()
  const filters = useMemo(() => readFilters(new URLSearchParams(query)), [query])
  const setFilters = useCallback(
    (next: BoardFilters) => {
      globalThis.history.pushState(null, '', `${path}${writeFilters(next)}`)
    },
    [path],
  )

  return { filters, setFilters }
}

/** The time that ages are counted to: that of the page first, then the browser's. */
function useNow(first: number): number {
  const [now, setNow] = useState(first)
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
    }, MINUTE_MS)

    return () => {
      clearInterval(timer)
    }
  }, [])

  return now
}

function useMoveTexts(language: string): MoveTexts {
  const t = useTexts(boardTexts)

  return useMemo(() => {
    const columnTitle = (column: BoardColumn) =>
      column.id === '' ? t('noColumn') : labelText(column.title, language)

    return {
      columnTitle,
      moved: ({ title }, to) => t('moved', { column: columnTitle(to), title }),
      notMoved: ({ title }, reason) => t('notMoved', { reason, title }),
      undo: t('undo'),
      undone: ({ title }, to) => t('undone', { column: columnTitle(to), title }),
    }
  }, [language, t])
}
