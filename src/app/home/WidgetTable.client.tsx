'use client'

import type { Pivot } from './pivot.ts'
import type { ValueContext } from './valueText.ts'
import { valueText } from './valueText.ts'

/** The numbers of a widget as a table, which can be scrolled by keyboard where it is long. */
export function WidgetTable(props: { context: ValueContext; table: Pivot; title: string }) {
  const { context, table, title } = props

  return (
    <div aria-label={title} className="tenon-widget__scroll" role="region" tabIndex={0}>
      <table className="tenon-widget__table">
        <thead>
          <tr>
            <td />
            {table.columns.map((column) => (
              <th key={column.key} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.title}</th>
              {row.values.map((value, at) => {
                const column = table.columns[at]

                return (
                  <td key={column?.key ?? at}>
                    {valueText(column?.unit ?? 'number', value, context)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
