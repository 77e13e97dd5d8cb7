import { modelOf } from '../../collection/index.ts'
import type { TableRow } from '../parse/tableRow.ts'
import { prepareRow } from '../rows/prepareRow.ts'
import type { ImportPlan } from '../types.ts'
import { matchValueOf } from './matchRows.ts'
import type { RunMemory } from './types.ts'

/** Puts back into memory what a dry run knew of a row before it was interrupted. */
export function recallRow(memory: RunMemory, plan: ImportPlan, source: TableRow): void {
  const model = modelOf(plan.collection)
  const row = prepareRow(model, plan, source)
  if (row === null || row.faults.length > 0) {
    return
  }
  const match = matchValueOf(plan, row)
  const title = row.data[model.title]
  const names = [title, row.external].filter((name) => typeof name === 'string')
  names.forEach((name) => memory.dryNames.add(name.toLowerCase()))
  if (match !== null) {
    memory.dryNames.add(`match\u0000${match}`)
  }
  row.references.forEach(({ relationTo, value }) => {
    memory.dryCreated.add(`${relationTo}\u0000${value}`)
  })
}
