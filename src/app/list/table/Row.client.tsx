'use client'

import type { FieldView } from '../../../screens/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import { Cell } from './Cell.client.tsx'
import { CellEditor } from './CellEditor.client.tsx'
import type { GridDoc } from './types.ts'
import type { Grid } from './useGrid.client.ts'
import { valueIn } from './valueIn.ts'

/** A record in the table: each cell can be reached by the arrow keys, and changed where the reader may. */
export function Row({
  columns,
  doc,
  grid,
}: {
  columns: readonly FieldView[]
  doc: GridDoc
  grid: Grid
}) {
  const t = useTexts(listTexts)
  const { collection, selection } = grid
  const titleField = grid.names.fieldAt(collection.title)
  const name = titleField === undefined ? doc.id : grid.textOf(titleField, doc) || doc.id
  const isSelected = selection.has(doc.id)

  return (
    <tr aria-selected={isSelected} className="tenon-list__row" data-id={doc.id}>
      {grid.canSelect ? (
        <td className="tenon-list__check">
          <input
            aria-label={t('actions.selectRow', { name })}
            checked={isSelected}
            className="tenon-checkbox"
            onChange={(event) => {
              selection.toggle(doc.id, (event.nativeEvent as MouseEvent).shiftKey)
            }}
            type="checkbox"
          />
        </td>
      ) : null}
      {columns.map((field, at) => (
        <DataCell at={at} doc={doc} field={field} grid={grid} key={field.path} />
      ))}
    </tr>
  )
}

function DataCell(props: { at: number; doc: GridDoc; field: FieldView; grid: Grid }) {
  const { at, doc, field, grid } = props
  const { editing } = grid
  const isEditing = editing?.id === doc.id && editing.path === field.path
  const isNumber = field.kind === 'integer' || field.kind === 'number'
  const opens = field.path === collectionTitle(grid) || (at === 0 && !grid.hasTitle)
  const isEmpty = (valueIn(doc, field.path) ?? '') === ''

  return (
    <td
      className={[
        'tenon-list__cell',
        isNumber ? 'tenon-list__cell--number' : '',
        isEditing ? 'tenon-list__cell--editing' : '',
        isEmpty && !isEditing ? 'tenon-list__cell--empty' : '',
      ]
        .filter(Boolean)
        .join(' ')}
      data-label={grid.names.nameOf(field.path)}
      data-path={field.path}
      onDoubleClick={() => {
        grid.edit(doc, field)
      }}
      tabIndex={grid.active?.id === doc.id && grid.active.path === field.path ? 0 : -1}
    >
      {isEditing ? (
        <CellEditor doc={doc} field={field} grid={grid} />
      ) : (
        <Cell
          context={grid.contextOf(field, doc)}
          doc={doc}
          field={field}
          href={opens ? grid.hrefOf(doc) : undefined}
        />
      )}
    </td>
  )
}

function collectionTitle({ collection }: Grid): string {
  return collection.title
}
