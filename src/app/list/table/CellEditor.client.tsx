'use client'

import type { KeyboardEvent } from 'react'
import { useRef, useState } from 'react'

import type { FieldView } from '../../../screens/index.ts'
import { FieldInput } from '../../ui/FieldInput.client.tsx'
import type { GridDoc } from './types.ts'
import type { Grid } from './useGrid.client.ts'
import { valueIn } from './valueIn.ts'

/** Kinds whose value is chosen: taken at once, where typed ones wait for Enter or for the cell to be left. */
const CHOSEN = new Set<FieldView['kind']>(['boolean', 'choice', 'relation'])

/** The input of a cell: Enter keeps the value, Escape leaves it as it was. */
export function CellEditor({ doc, field, grid }: { doc: GridDoc; field: FieldView; grid: Grid }) {
  const before = valueIn(doc, field.path) ?? null
  const [value, setValue] = useState<unknown>(before)
  const frame = useRef<HTMLDivElement>(null)
  const isOver = useRef(false)
  const finish = (next: unknown, title?: string) => {
    if (!isOver.current) {
      isOver.current = true
      grid.finishEdit(doc, field, { before, title, value: next })
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      finish(before)
    } else if (event.key === 'Enter' && !CHOSEN.has(field.kind) && !event.shiftKey) {
      event.preventDefault()
      event.stopPropagation()
      finish(value)
    } else {
      event.stopPropagation()
    }
  }

  return (
    <div
      className="tenon-list__editor"
      onBlur={(event) => {
        const to = event.relatedTarget
        // The choices of a relation stand outside of the table.
        const isInside =
          frame.current?.contains(to) === true || to?.closest('.tenon-popover') != null
        if (!isInside && field.kind !== 'relation') {
          finish(value)
        }
      }}
      onKeyDown={press}
      ref={frame}
    >
      <label className="tenon-visually-hidden" htmlFor="tenon-cell-editor">
        {grid.names.nameOf(field.path)}
      </label>
      <FieldInput
        autoFocus
        currency={grid.contextOf(field, doc).currency}
        field={field}
        id="tenon-cell-editor"
        onChange={(next, title) => {
          setValue(next)
          if (CHOSEN.has(field.kind)) {
            finish(next, title)
          }
        }}
        title={grid.textOf(field, doc)}
        value={value}
      />
    </div>
  )
}
