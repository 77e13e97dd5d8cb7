'use client'

import type { ReactNode } from 'react'

import type { FieldView } from '../../../screens/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import type { List } from '../useList.client.ts'
import { columnWidth } from './columnWidth.ts'
import { HeadCell } from './HeadCell.client.tsx'
import { stepsOf } from './sorting.ts'
import type { Grid } from './useGrid.client.ts'
import { useHeadActions } from './useHeadActions.client.ts'

const CHECK_WIDTH = 44

/** The frame of a list's table: widths, heads, and whatever rows it is given. */
export function Table(props: { children: ReactNode; grid: Grid; label: string; list: List }) {
  const { children, grid, label, list } = props
  const t = useTexts(listTexts)
  const { collection, state, widths } = list.page
  const columns = columnsOf(list)
  const actions = useHeadActions(list)
  const widthOf = (field: FieldView) => widths[field.path] ?? columnWidth(field, collection.title)
  const steps = stepsOf(state.sort)
  const total =
    columns.reduce((sum, field) => sum + widthOf(field), 0) + (grid.canSelect ? CHECK_WIDTH : 0)

  return (
    <table
      aria-label={label}
      aria-multiselectable={grid.canSelect}
      className="tenon-list__table"
      role="grid"
      style={{ minWidth: total }}
    >
      <colgroup>
        {grid.canSelect ? <col style={{ width: CHECK_WIDTH }} /> : null}
        {columns.map((field) => (
          <col key={field.path} style={{ width: widthOf(field) }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {grid.canSelect ? (
            <th className="tenon-list__check" scope="col">
              <input
                aria-label={t('actions.selectPage')}
                checked={grid.selection.isPage}
                className="tenon-checkbox"
                onChange={grid.selection.togglePage}
                type="checkbox"
              />
            </th>
          ) : null}
          {columns.map((field) => {
            const place = steps.findIndex(({ path }) => path === field.path)
            const step = steps[place]

            return (
              <HeadCell
                actions={actions}
                canGroup={field.kind !== 'json' && field.path !== collection.title}
                canSort={field.kind !== 'json'}
                isNumber={field.kind === 'integer' || field.kind === 'number'}
                key={field.path}
                name={grid.names.nameOf(field.path)}
                path={field.path}
                step={
                  step === undefined
                    ? undefined
                    : { isFalling: step.isFalling, place: steps.length > 1 ? place + 1 : 0 }
                }
                width={widthOf(field)}
              />
            )
          })}
        </tr>
      </thead>
      {children}
    </table>
  )
}

/** The fields shown as columns, in their order. */
export function columnsOf({ page }: List): FieldView[] {
  const fields = new Map(page.collection.fields.map((field) => [field.path, field]))

  return page.state.columns.flatMap((path) => fields.get(path) ?? [])
}
