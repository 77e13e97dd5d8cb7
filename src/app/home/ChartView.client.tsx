'use client'

import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'

import type { Pivot } from './pivot.ts'
import type { ValueContext } from './valueText.ts'
import { axisText, valueText } from './valueText.ts'

type ChartProps = {
  context: ValueContext
  /** True where the groups are days: they stand from left to right. */
  isTimed: boolean
  kind: 'bar' | 'line'
  stacked: boolean
  table: Pivot
  title: string
}

const HEIGHT = 240
const ROW = 30
// What the axis and the legend below the bars take.
const BESIDE = 70
const COLOURS = 6

/** The numbers of a widget as bars or lines, with all of them in its name for those who cannot see it. */
export function ChartView(props: ChartProps) {
  const { context, isTimed, table, title } = props
  const data = table.rows.map((row) => ({
    name: row.title,
    ...Object.fromEntries(row.values.map((value, at) => [`v${String(at)}`, value])),
  }))
  const lies = props.kind === 'bar' && !isTimed
  const height = lies ? Math.max(HEIGHT, table.rows.length * ROW + BESIDE) : HEIGHT

  return (
    <div
      aria-label={`${title}. ${spoken(table, context)}`}
      className="tenon-chart"
      role="img"
      style={{ height }}
    >
      <ResponsiveContainer height="100%" width="100%">
        {props.kind === 'line' ? <Lines {...props} data={data} /> : <Bars {...props} data={data} />}
      </ResponsiveContainer>
    </div>
  )
}

function Bars({
  context,
  data,
  isTimed,
  stacked,
  table,
  ...size
}: ChartProps & { data: object[] }) {
  const unit = table.columns[0]?.unit ?? 'number'
  const values = { ...AXIS, tickFormatter: (value: number) => axisText(unit, value, context) }

  return (
    <BarChart {...sizeOf(size)} {...FRAME} data={data} layout={isTimed ? 'horizontal' : 'vertical'}>
      <CartesianGrid horizontal={isTimed} stroke="var(--tenon-chart-grid)" vertical={!isTimed} />
      {isTimed ? (
        <>
          <XAxis {...AXIS} dataKey="name" minTickGap={12} />
          <YAxis {...values} width={64} />
        </>
      ) : (
        <>
          <XAxis {...values} type="number" />
          <YAxis {...AXIS} dataKey="name" interval={0} type="category" width={116} />
        </>
      )}
      {extras(table, context)}
      {table.columns.map((column, at) => (
        <Bar
          dataKey={`v${String(at)}`}
          fill={colourOf(at)}
          isAnimationActive={false}
          key={column.key}
          maxBarSize={36}
          name={column.title}
          radius={stacked ? 0 : 3}
          {...(stacked ? { stackId: 'all' } : {})}
        />
      ))}
    </BarChart>
  )
}

function Lines({ context, data, table, ...size }: ChartProps & { data: object[] }) {
  const unit = table.columns[0]?.unit ?? 'number'

  return (
    <LineChart {...sizeOf(size)} {...FRAME} data={data}>
      <CartesianGrid stroke="var(--tenon-chart-grid)" vertical={false} />
      <XAxis {...AXIS} dataKey="name" minTickGap={12} />
      <YAxis
        {...AXIS}
        tickFormatter={(value: number) => axisText(unit, value, context)}
        width={64}
      />
      {extras(table, context)}
      {table.columns.map((column, at) => (
        <Line
          connectNulls
          dataKey={`v${String(at)}`}
          dot={false}
          isAnimationActive={false}
          key={column.key}
          name={column.title}
          stroke={colourOf(at)}
          strokeWidth={2}
          type="monotone"
        />
      ))}
    </LineChart>
  )
}

const AXIS = {
  axisLine: false,
  tick: { fill: 'var(--tenon-chart-text)', fontSize: 12 },
  tickLine: false,
} as const

const FRAME = {
  accessibilityLayer: false,
  margin: { bottom: 0, left: 0, right: 12, top: 8 },
} as const

function extras(table: Pivot, context: ValueContext) {
  const unitOf = (name: unknown) => table.columns.find(({ title }) => title === name)?.unit

  return [
    <Tooltip
      contentStyle={{
        background: 'var(--theme-bg)',
        border: '1px solid var(--theme-elevation-150)',
        borderRadius: 'var(--style-radius-m)',
        color: 'var(--theme-text)',
      }}
      cursor={{ fill: 'var(--theme-elevation-50)', stroke: 'var(--theme-elevation-200)' }}
      formatter={(value, name) => [
        valueText(unitOf(name) ?? 'number', typeof value === 'number' ? value : null, context),
        String(name),
      ]}
      isAnimationActive={false}
      itemStyle={{ color: 'var(--theme-text)' }}
      key="tooltip"
    />,
    table.columns.length > 1 ? (
      <Legend
        formatter={(name: string) => <span className="tenon-chart__legend">{name}</span>}
        iconSize={10}
        itemSorter={null}
        key="legend"
      />
    ) : null,
  ]
}

/** The container hands the chart its size as props. */
function sizeOf(props: object): { height?: number; width?: number } {
  const { height, width } = props as { height?: number; width?: number }

  return {
    ...(height === undefined ? {} : { height }),
    ...(width === undefined ? {} : { width }),
  }
}

function colourOf(at: number): string {
  return `var(--tenon-chart-${String((at % COLOURS) + 1)})`
}

function spoken({ columns, rows }: Pivot, context: ValueContext): string {
  return rows
    .map(
      ({ title, values }) =>
        `${title}: ${values
          .map((value, at) => valueText(columns[at]?.unit ?? 'number', value, context))
          .join(', ')}`,
    )
    .join('; ')
}
