'use client'

import { Minus, TrendingDown, TrendingUp } from 'lucide-react'

import type { Widget, WidgetData } from '../../screens/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import type { Pivot } from './pivot.ts'
import { homeTexts } from './translations/index.ts'
import type { ValueContext } from './valueText.ts'
import { changeText, valueText } from './valueText.ts'

type Shown = Extract<WidgetData, { state: 'shown' }>

/** One large number with those that belong to it, and how it has changed since the period before. */
export function NumberView(props: {
  context: ValueContext
  data: Shown
  table: Pivot
  widget: Widget
}) {
  const { context, data, table, widget } = props
  const [first, ...others] = table.columns
  const values = data.points[0]?.values ?? []
  const unit = first?.unit ?? 'number'

  return (
    <div className="tenon-number">
      <p className="tenon-number__value">{valueText(unit, values[0], context)}</p>
      {others.length === 0 ? null : (
        <p className="tenon-number__others">
          {others.map((column, at) => (
            <span key={column.key}>
              {column.title}: {valueText(column.unit, values[at + 1], context)}
            </span>
          ))}
        </p>
      )}
      {data.before === undefined ? null : (
        <Trend
          before={data.before.values[0] ?? null}
          better={widget.better}
          context={context}
          now={values[0] ?? null}
          unit={unit}
        />
      )}
    </div>
  )
}

function Trend(props: {
  before: null | number
  better: Widget['better']
  context: ValueContext
  now: null | number
  unit: Pivot['columns'][number]['unit']
}) {
  const { before, better, context, now, unit } = props
  const t = useTexts(homeTexts)
  if (now === null || before === null) {
    return null
  }
  const change = changeText(now, before, context.language)
  const isGood = better === 'more' ? now > before : now < before
  const look = now === before ? 'same' : isGood ? 'good' : 'bad'
  const Icon = now === before ? Minus : now > before ? TrendingUp : TrendingDown

  return (
    <p className={`tenon-number__trend tenon-number__trend--${look}`}>
      <Icon aria-hidden size={16} />
      <span>
        {t('against', { change: change ?? '–', value: valueText(unit, before, context) })}
      </span>
    </p>
  )
}
