'use client'

import type { Announcements, DragEndEvent } from '@dnd-kit/core'
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
  rectSortingStrategy,
  SortableContext,
  sortableKeyboardCoordinates,
} from '@dnd-kit/sortable'
import { useTranslation } from '@payloadcms/ui'
import { useId } from 'react'

import type { Widget } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import type { HomeAsked } from './filterOf.ts'
import { homeTexts } from './translations/index.ts'
import type { HomeData, SlotWidget } from './types.ts'
import type { Layout } from './useLayout.client.ts'
import { WidgetCard } from './WidgetCard.client.tsx'

const DRAG_FROM = 6

/** The widgets in their order; while the page is customised they are moved by hand or by keyboard. */
export function WidgetGrid(props: {
  data: HomeData
  filter: HomeAsked
  isEditing: boolean
  isLoading: boolean
  layout: Layout
  slots: readonly SlotWidget[]
}) {
  const { data, filter, isEditing, isLoading, layout, slots } = props
  const { widgets } = layout
  const t = useTexts(homeTexts)
  const { i18n } = useTranslation()
  const id = useId()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_FROM } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const drop = ({ active, over }: DragEndEvent) => {
    const from = widgets.findIndex((one) => one.id === active.id)
    const to = widgets.findIndex((one) => one.id === over?.id)
    if (from >= 0 && to >= 0 && from !== to) {
      void layout.change(arrayMove([...widgets], from, to)).catch(() => undefined)
    }
  }

  return (
    <div aria-busy={isLoading} className="tenon-widgets">
      <DndContext
        accessibility={{
          announcements: announcements(widgets, t, i18n.language),
          screenReaderInstructions: { draggable: t('dragHelp') },
        }}
        collisionDetection={closestCenter}
        id={id}
        onDragEnd={drop}
        sensors={sensors}
      >
        <SortableContext items={widgets.map((one) => one.id)} strategy={rectSortingStrategy}>
          {widgets.map((widget) => (
            <WidgetCard
              data={data.data[widget.id]}
              filter={filter}
              home={data}
              isEditing={isEditing}
              key={widget.id}
              layout={layout}
              widget={widget}
            />
          ))}
        </SortableContext>
      </DndContext>
      {slots.map(({ id: slot, label, node }) => (
        <section
          aria-label={labelText(label, i18n.language)}
          className="tenon-widget tenon-widget--2"
          key={slot}
        >
          <div className="tenon-widget__head">
            <h2 className="tenon-widget__title">{labelText(label, i18n.language)}</h2>
          </div>
          {node}
        </section>
      ))}
      {widgets.length + slots.length === 0 ? (
        <p className="tenon-widgets__none">{t('emptyPage')}</p>
      ) : null}
    </div>
  )
}

type Say = (
  path: 'dragCancelled' | 'dragOver' | 'dragStart' | 'dragStop',
  variables: Record<string, number | string>,
) => string

function announcements(widgets: readonly Widget[], t: Say, language: string): Announcements {
  const about = (id: number | string, at: number | string = id) => ({
    count: widgets.length,
    place: widgets.findIndex((one) => one.id === at) + 1,
    title: labelText(widgets.find((one) => one.id === id)?.title, language),
  })

  return {
    onDragCancel: ({ active }) => t('dragCancelled', about(active.id)),
    onDragEnd: ({ active, over }) => t('dragStop', about(active.id, over?.id)),
    onDragOver: ({ active, over }) =>
      over === null ? undefined : t('dragOver', about(active.id, over.id)),
    onDragStart: ({ active }) => t('dragStart', about(active.id)),
  }
}
