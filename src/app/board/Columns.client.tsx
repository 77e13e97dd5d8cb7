'use client'

import type { Active, Announcements, CollisionDetection, Over } from '@dnd-kit/core'
import {
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MeasuringStrategy,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useState } from 'react'

import type { BoardCard, BoardColumn } from '../../screens/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { useBoardContext } from './BoardContext.client.tsx'
import { mayGo } from './boardState.ts'
import { Card } from './Card.client.tsx'
import { Column } from './Column.client.tsx'
import { moveByColumns } from './keyboardMove.ts'
import { boardTexts } from './translations/index.ts'

/** The columns of a board and the dragging of cards between them. */
export function Columns(props: {
  columnTitle: (column: BoardColumn) => string
  onLift: (column: null | string) => void
}) {
  const { columnTitle, onLift } = props
  const { board, requestMove } = useBoardContext()
  const t = useTexts(boardTexts)
  const [carried, setCarried] = useState<BoardCard | undefined>()
  const announcements = useAnnouncements(columnTitle)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that rests picks up; one that moves at once scrolls.
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: moveByColumns }),
  )
  const put = () => {
    setCarried(undefined)
    onLift(null)
  }

  return (
    <DndContext
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('dragHelp') } }}
      collisionDetection={collide}
      id="tenon-board"
      measuring={{ droppable: { strategy: MeasuringStrategy.Always } }}
      onDragCancel={put}
      onDragEnd={({ active, over }) => {
        put()
        const card = cardOf(active)
        const to = board.columns.find(({ id }) => id === over?.id)
        if (card !== undefined && to !== undefined) {
          requestMove(card, to)
        }
      }}
      onDragStart={({ active }) => {
        setCarried(cardOf(active))
        onLift(cardOf(active)?.column ?? null)
      }}
      sensors={sensors}
    >
      <div className="tenon-board__columns">
        {board.columns.map((column) => (
          <Column column={column} key={column.id} />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {carried === undefined ? null : (
          <div className="tenon-board-card tenon-board-card--carried">
            <Card card={carried} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  )
}

/** The column under the pointer; for the keyboard, the nearest. */
const collide: CollisionDetection = (args) =>
  args.pointerCoordinates === null ? closestCenter(args) : pointerWithin(args)

function cardOf(active: Active): BoardCard | undefined {
  return (active.data.current as undefined | { card?: BoardCard })?.card
}

function useAnnouncements(columnTitle: (column: BoardColumn) => string): Announcements {
  const { board } = useBoardContext()
  const t = useTexts(boardTexts)
  const find = (id: unknown) => board.columns.find((column) => column.id === id)
  const say = (
    path: 'dropped' | 'over' | 'overForbidden' | 'pickedUp' | 'putBack',
    active: Active,
    column: BoardColumn | undefined,
  ) =>
    column === undefined
      ? undefined
      : t(path, { column: columnTitle(column), title: cardOf(active)?.title ?? '' })
  const home = (active: Active) => find(cardOf(active)?.column)
  const at = (over: null | Over) => find(over?.id)

  return {
    onDragCancel: ({ active }) => say('putBack', active, home(active)),
    onDragEnd: ({ active, over }) =>
      over === null || over.id === cardOf(active)?.column
        ? say('putBack', active, home(active))
        : say('dropped', active, at(over)),
    onDragOver: ({ active, over }) => {
      const column = at(over)
      const isOpen = column === undefined || mayGo(column, cardOf(active)?.column ?? '')

      return say(isOpen ? 'over' : 'overForbidden', active, column)
    },
    onDragStart: ({ active }) => say('pickedUp', active, home(active)),
  }
}
