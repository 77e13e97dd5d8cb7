import { putAt, valueAt } from '../../collection/index.ts'
import { normaliseValue } from '../guess/words.ts'
import { rowErrors, shortened, toFault } from '../rows/rowErrors.ts'
import type { StepContext } from '../run/types.ts'
import type { Place, PreparedRow, RowReference } from '../types.ts'
import { closeNames, noteNearMiss } from './closeNames.ts'
import { createMissing } from './createMissing.ts'
import { isNews, lookUp, MAX_NAME } from './lookUp.ts'
import { canCreate } from './missingRecords.ts'

/** Collections whose names only mean something inside a record that the same row refers to. */
const SCOPES: Readonly<Record<string, string>> = { stages: 'pipeline' }

type Wanted = { reference: RowReference; row: PreparedRow }

/** Puts the ids of the records that rows refer to into their data; what is missing or ambiguous is a fault. */
export async function resolveReferences(
  context: StepContext,
  rows: readonly PreparedRow[],
  accept: (reference: RowReference) => boolean,
): Promise<void> {
  const wanted = rows.flatMap((row) =>
    row.references.filter(accept).map((reference) => ({ reference, row })),
  )
  const scoped = (entry: Wanted) => SCOPES[entry.reference.relationTo] !== undefined
  await resolveGroups(
    context,
    wanted.filter((entry) => !scoped(entry)),
  )
  await defaultScopes(context, wanted.filter(scoped))
  await resolveGroups(context, wanted.filter(scoped))
}

async function resolveGroups(context: StepContext, wanted: readonly Wanted[]): Promise<void> {
  const groups = new Map<string, { group: Wanted[]; place: Place }>()
  for (const entry of wanted) {
    const place = placeOf(entry)
    const key = JSON.stringify(place)
    const known = groups.get(key) ?? { group: [], place }
    known.group.push(entry)
    groups.set(key, known)
  }
  for (const { group, place } of groups.values()) {
    await resolveGroup(context, place, group)
  }
}

function placeOf({ reference, row }: Wanted): Place {
  const collection = reference.relationTo
  const scope = SCOPES[collection]
  const value = scope === undefined ? undefined : valueAt(row.data, scope)

  return scope !== undefined && typeof value === 'string'
    ? { collection, where: { [scope]: value } }
    : { collection }
}

async function resolveGroup(
  context: StepContext,
  place: Place,
  group: readonly Wanted[],
): Promise<void> {
  const values = [...new Set(group.map(({ reference }) => reference.value))]
  const mayCreate = context.createMissing && canCreate(place.collection)
  if (mayCreate && isNews(context, place, values)) {
    // Before looking, so that nobody creates the same ones between the look and the act.
    await context.store.lockCreation()
  }
  let found = await lookUp(context, place, values)
  let refused = new Map<string, Error>()
  const missing = values.filter(
    (value) => !found.has(normaliseValue(value)) && value.length <= MAX_NAME,
  )
  const close = await closeNames(context, place, missing)
  if (missing.length > 0 && mayCreate) {
    refused = await createMissing(context, place, missing)
    found = new Map([...found, ...(await lookUp(context, place, missing))])
  }
  for (const { reference, row } of group) {
    const value = normaliseValue(reference.value)
    const ids = found.get(value) ?? []
    noteNearMiss(row, reference, close.get(value))
    if (ids.length === 1) {
      putAt(row.data, reference.path, ids[0])
    } else {
      row.faults.push(toFault(faultOf(reference, ids.length, refused.get(value))))
    }
  }
}

function faultOf(reference: RowReference, count: number, refusal: Error | undefined): Error {
  const facts = {
    column: reference.column,
    field: reference.path,
    value: shortened(reference.value),
  }
  if (count > 1) {
    return rowErrors.AMBIGUOUS({ ...facts, count })
  }
  const collection = reference.relationTo

  return refusal === undefined
    ? rowErrors.REFERENCE_MISSING({ ...facts, collection })
    : rowErrors.REFERENCE_REFUSED({ ...facts, collection, reason: refusal.message })
}

// A file that names no pipeline means the tenant's own.
async function defaultScopes(context: StepContext, wanted: readonly Wanted[]): Promise<void> {
  for (const { reference, row } of wanted) {
    const scope = SCOPES[reference.relationTo]
    const field = scope === undefined ? undefined : context.model.byPath.get(scope)
    if (scope === undefined || field?.relationTo === undefined) {
      continue
    }
    if (valueAt(row.data, scope) === undefined) {
      const id = await defaultOf(context, field.relationTo)
      if (id !== null) {
        putAt(row.data, scope, id)
      }
    }
  }
}

async function defaultOf(context: StepContext, collection: string): Promise<string | null> {
  const key = `default\u0000${collection}`
  const known = context.memory.references.get(key)
  if (known !== undefined) {
    return known
  }
  const id = await context.store.first(collection)
  if (id !== null) {
    context.memory.references.set(key, id)
  }

  return id
}
