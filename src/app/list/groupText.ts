import type { FieldView, ListRows } from '../../screens/index.ts'
import type { FieldContext } from '../ui/fieldText.ts'
import { fieldText, formatLocale } from '../ui/fieldText.ts'
import { listTexts } from './translations/index.ts'

type Group = NonNullable<ListRows['groups']>[number]

/** What a group is called: its value as people read it, a length of time by its first day. */
export function groupText(
  group: Pick<Group, 'key' | 'label'>,
  field: FieldView,
  given: { context: FieldContext; period: string | undefined },
): string {
  const { context, period = 'month' } = given
  const { key, label } = group
  if (key === '' || !['boolean', 'number', 'string'].includes(typeof key)) {
    return listTexts.translate(context.language, 'group.empty')
  }
  if (field.kind === 'date' || field.kind === 'instant') {
    return periodText((typeof key === 'string' ? key : '').slice(0, 10), period, context.language)
  }
  if (typeof label === 'string') {
    return label
  }

  return fieldText(field, key, context)
}

function periodText(day: string, period: string, language: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  const as = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formatLocale(language), { ...options, timeZone: 'UTC' }).format(date)
  switch (period) {
    case 'month':
      return as({ month: 'long', year: 'numeric' })
    case 'quarter':
      return `Q${String(Math.floor(date.getUTCMonth() / 3) + 1)} ${as({ year: 'numeric' })}`
    case 'year':
      return as({ year: 'numeric' })
    default:
      return as({ dateStyle: 'medium' })
  }
}
