'use client'

import { useDraggable } from '@dnd-kit/core'
import { GripVertical } from 'lucide-react'
import type { CSSProperties, Ref } from 'react'

import type { BoardCard } from '../../screens/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { useBoardContext } from './BoardContext.client.tsx'
import { Card } from './Card.client.tsx'
import { boardTexts } from './translations/index.ts'

/** A card in its column: dragged by the mouse or a finger anywhere on it, by keyboard with its button. */
export function CardItem(props: {
  card: BoardCard
  index: number
  measure: Ref<HTMLLIElement>
  size: number
  style: CSSProperties
}) {
  const { card, index, measure, size, style } = props
  const { board } = useBoardContext()
  const t = useTexts(boardTexts)
  const { attributes, isDragging, listeners, setActivatorNodeRef, setNodeRef } = useDraggable({
    data: { card },
    disabled: !board.mayMove,
    id: card.id,
  })
  const { 'aria-describedby': describedBy } = attributes
  const dragging = board.mayMove ? listeners : undefined

  return (
    <li
      aria-posinset={index + 1}
      aria-setsize={size}
      className="tenon-column__item"
      data-index={index}
      ref={measure}
      style={style}
    >
      <div
        {...dragging}
        className={isDragging ? 'tenon-board-card tenon-board-card--lifted' : 'tenon-board-card'}
        data-card={card.id}
        ref={setNodeRef}
      >
        <Card
          card={card}
          handle={
            board.mayMove ? (
              <button
                aria-describedby={describedBy}
                aria-label={t('drag', { title: card.title })}
                className="tenon-board-card__grip"
                ref={setActivatorNodeRef}
                type="button"
              >
                <GripVertical aria-hidden size={15} />
              </button>
            ) : null
          }
        />
      </div>
    </li>
  )
}
