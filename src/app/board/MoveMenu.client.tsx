'use client'

import { Check, EllipsisVertical } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'

import type { BoardCard } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { useBoardContext } from './BoardContext.client.tsx'
import { mayGo } from './boardState.ts'
import { boardTexts } from './translations/index.ts'

/** The columns that a card may be moved to, as a menu: for those who do not drag. */
export function MoveMenu({ card }: { card: BoardCard }) {
  const { board, language, requestMove } = useBoardContext()
  const t = useTexts(boardTexts)

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={t('move', { title: card.title })}
        className="tenon-board-card__menu"
        onMouseDown={stop}
        onTouchStart={stop}
        type="button"
      >
        <EllipsisVertical aria-hidden size={15} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" className="tenon-popover tenon-menu" sideOffset={4}>
          {board.columns.map((column) => {
            const isHere = column.id === card.column
            const isOpen = mayGo(column, card.column)

            return (
              <DropdownMenu.Item
                className="tenon-menu__item"
                disabled={isHere || !isOpen}
                key={column.id}
                onSelect={() => {
                  requestMove(card, column)
                }}
              >
                <span aria-hidden className="tenon-menu__mark">
                  {isHere ? <Check size={14} /> : null}
                </span>
                {column.id === '' ? t('noColumn') : labelText(column.title, language)}
                {isOpen ? null : <span className="tenon-menu__hint">{t('forbidden')}</span>}
              </DropdownMenu.Item>
            )
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** A press on the menu opens it and picks up nothing. */
function stop(event: { stopPropagation: () => void }): void {
  event.stopPropagation()
}
