'use client'

import { useTexts } from '../ui/useTexts.client.ts'
import type { Pivot } from './pivot.ts'
import { homeTexts } from './translations/index.ts'
import type { ValueContext } from './valueText.ts'
import { valueText } from './valueText.ts'

/** Steps from the first to the last, each as long as its share of the largest, with its share of the first. */
export function FunnelView(props: { context: ValueContext; table: Pivot; title: string }) {
  const { context, table, title } = props
  const t = useTexts(homeTexts)
  const [column] = table.columns
  const numbers = table.rows.map(({ values }) => values[0] ?? 0)
  const largest = Math.max(...numbers, 1)
  const [first = 0] = numbers
  const share = (value: number) =>
    new Intl.NumberFormat(context.language, {
      maximumFractionDigits: 0,
      style: 'percent',
    }).format(first === 0 ? 0 : value / first)

  return (
    <ol aria-label={title} className="tenon-funnel">
      {table.rows.map((row, at) => (
        <li className="tenon-funnel__step" key={row.key}>
          <span className="tenon-funnel__name">{row.title}</span>
          <span aria-hidden className="tenon-funnel__track">
            <span
              className="tenon-funnel__bar"
              style={{ inlineSize: `${String(((numbers[at] ?? 0) / largest) * 100)}%` }}
            />
          </span>
          <span className="tenon-funnel__value">
            {valueText(column?.unit ?? 'number', numbers[at], context)}
            {at === 0 ? null : (
              <small className="tenon-funnel__share">
                {t('ofFirst', { share: share(numbers[at] ?? 0) })}
              </small>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
