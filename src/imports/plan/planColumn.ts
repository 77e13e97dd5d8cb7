import type { CollectionModel } from '../../collection/index.ts'
import { decideDateOrder } from '../detect/dates.ts'
import { decideDecimalSign } from '../detect/numbers.ts'
import type { ColumnProfile } from '../guess/profile.ts'
import type { ColumnPlan, ColumnTarget, ImportMap, ImportNote, ImportSettings } from '../types.ts'
import { importNote } from './notes.ts'

/** Decides how the values of one column are read; what had to be assumed goes into the notes. */
export function planColumn(args: {
  /** Of a workbook the numbers come without doubt. */
  kind: 'csv' | 'xlsx'
  map: ImportMap
  model: CollectionModel
  notes: ImportNote[]
  profile: ColumnProfile
  settings: ImportSettings
  target: ColumnTarget | null
}): ColumnPlan {
  const { map, profile, target } = args
  const field = target?.kind === 'field' ? args.model.byPath.get(target.path) : undefined
  const values = { ...map.values?.[field?.path ?? ''], ...map.values?.[profile.header] }

  return {
    header: profile.header,
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...(field?.kind === 'date' || field?.kind === 'instant' ? { dateOrder: dateOrder(args) } : {}),
    ...(field?.kind === 'integer' || field?.kind === 'number' ? { decimal: decimal(args) } : {}),
    target,
  }
}

type PlanColumnArgs = Parameters<typeof planColumn>[0]

function dateOrder({ map, notes, profile, settings }: PlanColumnArgs) {
  const decided = decideDateOrder(profile.dateEvidence, settings.locale)
  if (map.dateOrder !== undefined) {
    return map.dateOrder
  }
  if (decided.ambiguous) {
    notes.push(
      importNote(settings.locale, decided.order === 'mdy' ? 'dateMonthFirst' : 'dateDayFirst', {
        column: profile.header,
      }),
    )
  }

  return decided.order
}

function decimal({ kind, map, notes, profile, settings }: PlanColumnArgs) {
  const decided = decideDecimalSign(profile.numberEvidence, settings.locale)
  if (map.decimal !== undefined) {
    return map.decimal
  }
  if (decided.ambiguous && kind === 'xlsx') {
    return '.'
  }
  if (decided.ambiguous) {
    notes.push(
      importNote(settings.locale, 'decimalAssumed', { column: profile.header, sign: decided.sign }),
    )
  }

  return decided.sign
}
