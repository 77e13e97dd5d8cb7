import type { CollectionModel, FieldModel, RecordDoc } from '../../collection/index.ts'
import { allModels, valueAt } from '../../collection/index.ts'
import { normalizeEmail, normalizePhone } from '../../fields/index.ts'
import type { Row, Transaction } from '../../kernel/db/index.ts'
import { locales } from '../../kernel/i18n/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { privacyText } from '../translations/index.ts'
import type { PersonalValues } from '../types.ts'
import { personalFields } from './personalFields.ts'
import { searchOf } from './searchOf.ts'

const CERTAIN = new Set(['email', 'phone', 'url'])
const SHORTEST_PART = 3
const SHORTEST_TEXT = 8
const LONG_TEXT = 40
const SHORTEST_PHONE = 6

type Held = { field: FieldModel; value: string }

/**
 * Every value that a person's record holds or held, as far as its history goes, without those that other
 * records of the collection, other identifiers or the tenant's own people have as well.
 */
export async function gatherValues(
  transaction: Transaction,
  model: CollectionModel,
  record: { doc: RecordDoc | null; id: string },
): Promise<PersonalValues> {
  const { tenantId } = requireTenantScope()
  const events = await transaction.query<Row & Record<'after' | 'before', unknown>>(
    'select before, after from domain_events where tenant_id = $1::uuid and record_id = $2::uuid',
    [tenantId, record.id],
  )
  const states = [record.doc, ...events.flatMap(({ after, before }) => [after, before])]
  const held = heldValues(model, states)
  const shared = await sharedValues(transaction, model, record.id, held)
  const own = held.filter(({ field, value }) => !shared.has(keyOf(field, value)))
  const named = own.filter(({ field }) => field.path === model.title).map(({ value }) => value)
  const identifiers = await ownIdentifiers(transaction, record.id, own)
  const everywhere = [
    ...own.filter(({ field, value }) => isCertain(model, field, value)).map(({ value }) => value),
    ...identifiers,
  ]
  const nearby = own
    .map(({ value }) => value)
    .filter(
      (value) =>
        value.length >= SHORTEST_TEXT ||
        (value.length >= SHORTEST_PART && named.some((name) => name.includes(value))),
    )

  return {
    addresses: [...new Set(everywhere.filter((value) => value.includes('@')))].map((value) =>
      value.toLowerCase(),
    ),
    everywhere: searchOf(everywhere),
    identifiers,
    nearby: searchOf([...everywhere, ...nearby]),
  }
}

function heldValues(model: CollectionModel, states: readonly unknown[]): Held[] {
  const general = new Set(locales.map((locale) => privacyText(locale, 'erased.name')))
  const found = new Map<string, Held>()
  for (const field of personalFields(model)) {
    for (const value of states.flatMap((state) => textsOf(valueAt(state, field.path)))) {
      const text = value.trim()
      if (text.length > 1 && !general.has(text)) {
        found.set(keyOf(field, text), { field, value: text })
      }
    }
  }

  return [...found.values()]
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value]
  }

  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : []
}

function isCertain(model: CollectionModel, { path, semantic }: FieldModel, value: string): boolean {
  if (semantic === 'phone') {
    return normalizePhone(value).length >= SHORTEST_PHONE
  }

  return (
    CERTAIN.has(semantic ?? '') ||
    value.length >= LONG_TEXT ||
    (path === model.title && value.length >= SHORTEST_TEXT && /\s/.test(value))
  )
}

/** Values that are not this person's alone: of other records in such a field, or of the tenant's users. */
async function sharedValues(
  transaction: Transaction,
  model: CollectionModel,
  id: string,
  held: readonly Held[],
): Promise<ReadonlySet<string>> {
  const shared = new Set<string>()
  const people = await transaction.query<{ value: string }>(
    `select distinct v.value from users u cross join lateral (values (u.name), (u.email)) as v (value)
      where u.tenant_id = $1::uuid and v.value = any($2::text[])`,
    [requireTenantScope().tenantId, held.map(({ value }) => value)],
  )
  for (const field of new Set(held.map((one) => one.field))) {
    const values = held.filter((one) => one.field === field).map(({ value }) => value)
    const others = await heldElsewhere(transaction, { field, id, model, values })
    for (const value of [...others, ...people.map((row) => row.value)]) {
      shared.add(keyOf(field, value))
    }
  }

  return shared
}

/** Which of the values other records have in the same field, or in one of the same format in any collection. */
async function heldElsewhere(
  transaction: Transaction,
  args: { field: FieldModel; id: string; model: CollectionModel; values: readonly string[] },
): Promise<string[]> {
  const { field, id, model, values } = args
  const isCompared = CERTAIN.has(field.semantic ?? '')
  const places = allModels().flatMap((other) =>
    other.fields
      .filter(
        (one) =>
          one.kind === 'text' &&
          ((other === model && one.path === field.path) ||
            (isCompared && one.semantic === field.semantic)),
      )
      .map(({ column }) => ({ column, table: other.table })),
  )
  const found: string[] = []
  for (const { column, table } of places) {
    const rows = await transaction.query<{ value: string }>(
      `select distinct "${column}" as value from ${table}
        where tenant_id = $1::uuid and id <> $2::uuid and "${column}" = any($3::text[])`,
      [requireTenantScope().tenantId, id, values],
    )
    found.push(...rows.map(({ value }) => value))
  }

  return found
}

/** The normalised e-mails and phones that no other record has. */
async function ownIdentifiers(
  transaction: Transaction,
  id: string,
  own: readonly Held[],
): Promise<string[]> {
  const values = own.flatMap(({ field, value }) => {
    switch (field.semantic) {
      case 'email':
        return [normalizeEmail(value)]
      case 'phone':
        return [normalizePhone(value)].filter((phone) => phone.length >= SHORTEST_PHONE)
      default:
        return []
    }
  })
  const others = await transaction.query<{ value: string }>(
    `select distinct value from identifiers
      where tenant_id = $1::uuid and entity_id <> $2::uuid and value = any($3::text[])`,
    [requireTenantScope().tenantId, id, values],
  )
  const shared = new Set(others.map(({ value }) => value))

  return [...new Set(values)].filter((value) => !shared.has(value))
}

function keyOf(field: FieldModel, value: string): string {
  return `${field.path} ${value}`
}
