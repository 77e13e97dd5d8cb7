'use client'

import { useDroppable } from '@dnd-kit/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronsLeft, ChevronsRight } from 'lucide-react'
import { useEffect, useRef } from 'react'

import type { BoardCard, BoardColumn } from '../../screens/index.ts'
import { useTenant } from '../components/TenantContext.client.tsx'
import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { useBoardContext } from './BoardContext.client.tsx'
import { wholeMoney } from './boardFormat.ts'
import { mayGo } from './boardState.ts'
import { CardItem } from './CardItem.client.tsx'
import { boardTexts } from './translations/index.ts'

const TITLE_HEIGHT = 68
const LINE_HEIGHT = 23
const OVERSCAN = 6
const READ_AHEAD = 12
const FIRST_HEIGHT = 800

/** A column of a board: a place to drop cards on, with what it comes to and the cards that are in sight. */
export function Column({ column }: { column: BoardColumn }) {
  const { language, lifted } = useBoardContext()
  const t = useTexts(boardTexts)
  const isForbidden = lifted !== null && !mayGo(column, lifted)
  const { isOver, setNodeRef } = useDroppable({ disabled: isForbidden, id: column.id })
  const title = column.id === '' ? t('noColumn') : labelText(column.title, language)
  const state = [
    'tenon-column',
    column.isOpen ? '' : 'tenon-column--shut',
    column.kind === null ? '' : `tenon-column--${column.kind}`,
    isForbidden ? 'tenon-column--forbidden' : '',
    lifted !== null && !isForbidden && lifted !== column.id ? 'tenon-column--allowed' : '',
    isOver ? 'tenon-column--over' : '',
  ]

  return (
    <section
      aria-label={title}
      className={state.filter(Boolean).join(' ')}
      data-column={column.id}
      ref={setNodeRef}
    >
      <Head column={column} title={title} />
      {column.isOpen ? <Cards column={column} /> : null}
    </section>
  )
}

function Head({ column, title }: { column: BoardColumn; title: string }) {
  const { language, toggleColumn } = useBoardContext()
  const tenant = useTenant()
  const t = useTexts(boardTexts)
  const money = (amount: number) => wholeMoney(amount, tenant?.currency ?? '', language)
  const isClosed = column.kind === 'won' || column.kind === 'lost'
  const Chevrons = column.isOpen ? ChevronsLeft : ChevronsRight

  return (
    <header className="tenon-column__head">
      <h2 className="tenon-column__title">{title}</h2>
      <span className="tenon-column__count">
        {new Intl.NumberFormat(language).format(column.count)}
      </span>
      {isClosed ? (
        <button
          aria-expanded={column.isOpen}
          aria-label={t(column.isOpen ? 'hide' : 'closed', { column: title })}
          className="tenon-icon-button tenon-column__toggle"
          onClick={() => {
            toggleColumn(column)
          }}
          type="button"
        >
          <Chevrons aria-hidden size={16} />
        </button>
      ) : null}
      {column.sum === null ? null : (
        <div className="tenon-figure tenon-column__sum">
          {money(column.sum)}
          {column.weighted === null || isClosed ? null : (
            <span
              className="tenon-column__weighted"
              title={t('weightedHelp', { percent: column.probability ?? 0 })}
            >
              {t('weighted', { sum: money(column.weighted) })}
            </span>
          )}
        </div>
      )}
    </header>
  )
}

function Cards({ column }: { column: BoardColumn }) {
  const { more } = useBoardContext()
  const t = useTexts(boardTexts)
  const scroller = useRef<HTMLDivElement>(null)
  const { cards, id, next } = column
  // eslint-disable-next-line react-hooks/incompatible-library -- what it gives is used here alone
  const virtual = useVirtualizer({
    count: cards.length,
    estimateSize: (index) => heightOf(cards[index]),
    getItemKey: (index) => cards[index]?.id ?? index,
    getScrollElement: () => scroller.current,
    initialRect: { height: FIRST_HEIGHT, width: 0 },
    overscan: OVERSCAN,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (next !== null && last >= cards.length - READ_AHEAD) {
      more(id)
    }
  }, [cards.length, id, last, more, next])

  return (
    <div className="tenon-column__scroller" ref={scroller}>
      {cards.length === 0 ? <p className="tenon-column__empty">{t('columnEmpty')}</p> : null}
      <ol className="tenon-column__cards" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const card = cards[item.index]

          return card === undefined ? null : (
            <CardItem
              card={card}
              index={item.index}
              key={item.key}
              measure={virtual.measureElement}
              size={Math.max(column.count, cards.length)}
              style={{ transform: `translateY(${String(item.start)}px)` }}
            />
          )
        })}
      </ol>
    </div>
  )
}

/** About how high a card is, until it is measured. */
function heightOf(card: BoardCard | undefined): number {
  const facts = [card?.amount ?? card?.enteredAt ?? card?.owner, card?.company, card?.next]
  const lines = facts.filter((fact) => fact !== null && fact !== undefined).length

  return TITLE_HEIGHT - LINE_HEIGHT / 2 + lines * LINE_HEIGHT
}
