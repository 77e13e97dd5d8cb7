'use client'

import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { Columns3, GripVertical } from 'lucide-react'
import { Popover } from 'radix-ui'

import { Button } from '../ui/Button.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { listTexts } from './translations/index.ts'
import { useHabits } from './useHabits.client.ts'
import type { List } from './useList.client.ts'
import { useNames } from './useNames.client.ts'

/** Which columns a list shows and in what order: shown ones are dragged, by mouse or by keyboard. */
export function ColumnsMenu({ list }: { list: List }) {
  const t = useTexts(listTexts)
  const { collection, state } = list.page
  const names = useNames(collection)
  const { columns: put } = useHabits(list)
  const sensors = useSensors(
    useSensor(PointerSensor),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const shown = [...state.columns]
  const others = collection.fields
    .map(({ path }) => path)
    .filter((path) => !shown.includes(path))
    .toSorted((one, other) => names.nameOf(one).localeCompare(names.nameOf(other)))

  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button>
          <Columns3 aria-hidden size={16} />
          <span className="tenon-list__tool-name">{t('columns.heading')}</span>
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          aria-label={t('columns.heading')}
          className="tenon-popover tenon-list__columns"
          sideOffset={4}
        >
          <DndContext
            collisionDetection={closestCenter}
            id="tenon-columns"
            onDragEnd={({ active, over }) => {
              if (over !== null && active.id !== over.id) {
                const from = shown.indexOf(String(active.id))
                put(arrayMove(shown, from, shown.indexOf(String(over.id))))
              }
            }}
            sensors={sensors}
          >
            <SortableContext items={shown} strategy={verticalListSortingStrategy}>
              <ul>
                {shown.map((path) => (
                  <ShownColumn
                    canHide={shown.length > 1}
                    key={path}
                    name={names.nameOf(path)}
                    onHide={() => {
                      put(shown.filter((one) => one !== path))
                    }}
                    path={path}
                  />
                ))}
              </ul>
            </SortableContext>
          </DndContext>
          <ul className="tenon-list__columns-others">
            {others.map((path) => (
              <li key={path}>
                <label>
                  <input
                    checked={false}
                    className="tenon-checkbox"
                    onChange={() => {
                      put([...shown, path])
                    }}
                    type="checkbox"
                  />
                  <span>{names.nameOf(path)}</span>
                </label>
              </li>
            ))}
          </ul>
          <Button
            look="quiet"
            onClick={() => {
              put(collection.listColumns)
            }}
          >
            {t('columns.reset')}
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function ShownColumn(props: { canHide: boolean; name: string; onHide: () => void; path: string }) {
  const { canHide, name, onHide, path } = props
  const t = useTexts(listTexts)
  const { attributes, isDragging, listeners, setNodeRef, transform, transition } = useSortable({
    id: path,
  })

  return (
    <li
      className={isDragging ? 'tenon-list__column--dragged' : undefined}
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <label>
        <input
          checked
          className="tenon-checkbox"
          disabled={!canHide}
          onChange={onHide}
          type="checkbox"
        />
        <span>{name}</span>
      </label>
      <button
        {...attributes}
        {...listeners}
        aria-label={t('columns.drag', { name })}
        className="tenon-icon-button"
        type="button"
      >
        <GripVertical aria-hidden size={16} />
      </button>
    </li>
  )
}
