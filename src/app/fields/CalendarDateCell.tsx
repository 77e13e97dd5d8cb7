import type { DefaultServerCellComponentProps } from 'payload'

/** A day of the calendar in a list, the same in every time zone. */
export function CalendarDateCell(props: DefaultServerCellComponentProps) {
  const value: unknown = props.cellData
  const date = typeof value === 'string' ? new Date(value) : undefined

  if (date === undefined || Number.isNaN(date.getTime())) {
    return null
  }
  const format = new Intl.DateTimeFormat(
    props.i18n.language === 'en' ? 'en-GB' : props.i18n.language,
    {
      dateStyle: 'medium',
      timeZone: 'UTC',
    },
  )

  return <span className="tenon-figure">{format.format(date)}</span>
}
