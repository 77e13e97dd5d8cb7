'use client'

import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { useTranslation } from '@payloadcms/ui'
import { ChartColumn, GripVertical, Pencil, Table2, X } from 'lucide-react'
import { useState } from 'react'

import type { Widget, WidgetData } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import type { HomeAsked } from './filterOf.ts'
import { homeTexts } from './translations/index.ts'
import type { HomeData } from './types.ts'
import type { Layout } from './useLayout.client.ts'
import { WidgetBody } from './WidgetBody.client.tsx'
import { WidgetEditor } from './WidgetEditor.client.tsx'

const SPANS = [1, 2, 3, 4] as const

/** One widget with its title, the way to its table, and its handles while the page is customised. */
export function WidgetCard(props: {
  data: undefined | WidgetData
  filter: HomeAsked
  home: HomeData
  isEditing: boolean
  layout: Layout
  widget: Widget
}) {
  const { data, isEditing, widget } = props
  const t = useTexts(homeTexts)
  const { i18n } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const title = labelText(widget.title, i18n.language)
  const hasTable =
    data?.state === 'shown' && widget.kind !== 'table' && widget.kind !== 'number' && !isEditing
  const {
    attributes,
    isDragging,
    listeners,
    setActivatorNodeRef,
    setNodeRef,
    transform,
    transition,
  } = useSortable({ disabled: !isEditing, id: widget.id })

  return (
    <section
      aria-labelledby={`widget-${widget.id}`}
      className={[
        'tenon-widget',
        `tenon-widget--${String(widget.span)}`,
        `tenon-widget--${widget.kind}`,
        isDragging ? 'tenon-widget--dragging' : '',
      ].join(' ')}
      data-widget={widget.id}
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <div className="tenon-widget__head">
        {isEditing ? (
          <button
            {...attributes}
            {...listeners}
            aria-label={t('drag', { title })}
            className="tenon-icon-button tenon-widget__grip"
            ref={setActivatorNodeRef}
            type="button"
          >
            <GripVertical aria-hidden size={18} />
          </button>
        ) : null}
        <h2 className="tenon-widget__title" id={`widget-${widget.id}`}>
          {title}
        </h2>
        {hasTable ? (
          <button
            aria-label={`${asTable ? t('asChart') : t('asTable')}: ${title}`}
            className="tenon-icon-button tenon-widget__turn"
            onClick={() => {
              setAsTable(!asTable)
            }}
            title={asTable ? t('asChart') : t('asTable')}
            type="button"
          >
            {asTable ? <ChartColumn aria-hidden size={16} /> : <Table2 aria-hidden size={16} />}
          </button>
        ) : null}
        {isEditing ? <Handles {...props} title={title} /> : null}
      </div>
      <WidgetBody asTable={asTable} data={data} title={title} widget={widget} />
    </section>
  )
}

function Handles(props: {
  filter: HomeAsked
  home: HomeData
  layout: Layout
  title: string
  widget: Widget
}) {
  const { filter, home, layout, title, widget } = props
  const t = useTexts(homeTexts)
  const [isOpen, setOpen] = useState(false)
  const put = (next: Widget) =>
    layout.change(layout.widgets.map((one) => (one.id === widget.id ? next : one)))

  return (
    <div className="tenon-widget__handles">
      <select
        aria-label={t('wider', { title })}
        className="tenon-input tenon-widget__span"
        onChange={(event) => {
          void put({ ...widget, span: Number(event.target.value) }).catch(() => undefined)
        }}
        value={widget.span}
      >
        {SPANS.map((span) => (
          <option key={span} value={span}>
            {`${String(span)}/4`}
          </option>
        ))}
      </select>
      <button
        aria-label={t('edit', { title })}
        className="tenon-icon-button"
        onClick={() => {
          setOpen(true)
        }}
        type="button"
      >
        <Pencil aria-hidden size={16} />
      </button>
      <button
        aria-label={t('remove', { title })}
        className="tenon-icon-button"
        onClick={() => {
          void layout
            .change(layout.widgets.filter((one) => one.id !== widget.id))
            .catch(() => undefined)
        }}
        type="button"
      >
        <X aria-hidden size={16} />
      </button>
      {isOpen ? (
        <WidgetEditor
          filter={filter}
          home={home}
          onClose={() => {
            setOpen(false)
          }}
          onPut={put}
          widget={widget}
        />
      ) : null}
    </div>
  )
}
