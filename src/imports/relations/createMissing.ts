import { newId } from '../../kernel/ids/index.ts'
import { normaliseValue } from '../guess/words.ts'
import type { StepContext } from '../run/types.ts'
import type { Place } from '../types.ts'
import { remember } from './lookUp.ts'
import { missingRecords } from './missingRecords.ts'

/**
 * Creates the records that values name and nobody has, one per value; the caller has looked them up
 * under `lockCreation`. Gives the error of each value that was refused; what was created is found by
 * `lookUp` from now on.
 */
export async function createMissing(
  context: StepContext,
  place: Place,
  values: readonly string[],
): Promise<Map<string, Error>> {
  const { memory, report, store } = context
  const open = new Map<string, string>()
  for (const value of values) {
    const name = normaliseValue(value)
    // The first way of writing a name in the file is the one that is kept.
    if (!open.has(name)) {
      open.set(name, value)
    }
  }
  const records = await missingRecords(context, place, [...open.values()])
  const ids = records.map(() => newId())
  const results = await store.writeMissing(
    place.collection,
    records.map((data, index) => ({ data, id: ids[index] ?? newId(), op: 'create' })),
  )
  const refused = new Map<string, Error>()
  ;[...open.keys()].forEach((value, index) => {
    const result = results[index]
    if (result === undefined) {
      return
    }
    if (!result.ok) {
      refused.set(value, result.error)

      return
    }
    remember(context, place, value, [result.id])
    const key = `${place.collection}\u0000${value}`
    if (!memory.dryCreated.has(key)) {
      report.missingCreated[place.collection] = (report.missingCreated[place.collection] ?? 0) + 1
    }
    if (context.dryRun) {
      memory.dryCreated.add(key)
      memory.undone.push({ place, value })
    }
  })

  return refused
}
