import type { Random } from '../../../src/main/demo/random.ts'
import type { ApiDocument, KnownField, Schema, World } from './types.ts'

/** Where random values come from: chance, the ids of the tenants and the schemas they follow. */
export type Source = {
  document: ApiDocument
  fields: ReadonlyMap<string, readonly KnownField[]>
  random: Random
  world: World
}

/** Values that nobody expects. */
export const HOSTILE: readonly unknown[] = [
  '',
  '0',
  'null',
  'true',
  "' or 1=1 --",
  '${7*7}',
  '../../etc/passwd',
  '\u0000',
  '\ud800',
  'ä\u0301\u202e𝕏',
  '💥'.repeat(300),
  'x'.repeat(5000),
  '-1',
  '1e999',
  '9223372036854775808',
  'NaN',
  '2026-02-30',
  '0001-01-01',
  '+275760-09-13T00:00:00.000Z',
  -1,
  0.5,
  1e308,
  9_007_199_254_740_992,
  true,
  null,
  [],
  {},
  [[[[]]]],
  { $ne: null },
  { __proto__: null, constructor: { prototype: {} } },
]

/** A random value that follows a schema, loosely where the schema says little. */
export function valueOf(source: Source, schema: Schema): unknown {
  const { $ref, anyOf, enum: values, items } = schema
  const { document, random } = source
  if (typeof $ref === 'string') {
    return valueOf(source, namedSchema(document, $ref))
  }
  if (Array.isArray(anyOf)) {
    return valueOf(source, random.pick(anyOf as Schema[]))
  }
  if (Array.isArray(values) && values.length > 0) {
    return random.pick(values as unknown[])
  }
  switch (random.pick(typesOf(schema))) {
    case 'array':
      return Array.from({ length: random.integer(Number(schema['minItems'] ?? 0), 3) }, () =>
        valueOf(source, (items ?? {}) as Schema),
      )
    case 'boolean':
      return random.chance(0.5)
    case 'integer':
    case 'number':
      return numberOf(source, schema)
    case 'null':
      return null
    case 'object':
      return objectOf(source, schema)
    case 'string':
      return textOf(source, schema)
    default:
      return random.pick(HOSTILE)
  }
}

/** The types of a schema. */
export function typesOf({ type }: Schema): string[] {
  return (Array.isArray(type) ? type : [type]) as string[]
}

/** Mostly an id of the own tenant, of the named collection; sometimes a foreign one, a missing one or nonsense. */
export function idLike({ random, world }: Source, slug?: string): string {
  const roll = random.integer(0, 99)
  if (roll < 80) {
    const ids = world.own.get(slug ?? random.pick([...world.own.keys()])) ?? []

    return ids.length === 0 ? random.pick(world.foreign) : random.pick(ids)
  }
  if (roll < 92) {
    return random.pick(world.foreign)
  }

  return roll < 97
    ? '00000000-0000-7000-8000-000000000000'
    : random.pick(['1', 'x1', 'NaN', '%00', '..', 'a'.repeat(300)])
}

function namedSchema({ components }: ApiDocument, reference: string): Schema {
  const name = reference.split('/').at(-1) ?? ''
  const schema = components.schemas[name] ?? {}
  const record = components.schemas[name.replace(/Input$/, '')]

  // What a record always has, a new one mostly needs.
  return name.endsWith('Input') && record !== undefined
    ? { ...schema, 'x-needed': neededOf(record) }
    : schema
}

function neededOf({ properties = {} }: Schema): string[] {
  return Object.entries(properties as Record<string, Schema>)
    .filter(([, schema]) => schema['properties'] === undefined && !typesOf(schema).includes('null'))
    .map(([key]) => key)
}

function objectOf(source: Source, schema: Schema): Record<string, unknown> {
  const { random } = source
  const required = [schema['required'], schema['x-needed']].flatMap((names) =>
    Array.isArray(names) ? (names as string[]) : [],
  )
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>

  return Object.fromEntries(
    Object.entries(properties)
      .filter(([key]) => random.chance(required.includes(key) ? 0.99 : 0.3))
      .map(([key, one]) => {
        const isNeeded = required.includes(key)
        const types = typesOf(one).filter((type) => !isNeeded || type !== 'null')
        const values = one['enum']
        const given = isNeeded && Array.isArray(values) ? values.filter((v) => v !== null) : values

        return [
          key,
          valueOf(source, { ...one, ...(given === undefined ? {} : { enum: given }), type: types }),
        ]
      }),
  )
}

function numberOf({ random }: Source, { maximum, minimum }: Schema): number {
  const least = Math.max(Number(minimum ?? 0), -1000)
  const most = Math.min(Number(maximum ?? 1000), Math.max(least, 0) + 1000)

  return random.integer(Math.max(least, minimum === undefined ? 0 : least), most)
}

const BY_MEANING: Readonly<Record<string, (n: number) => string>> = {
  currency: () => 'EUR',
  email: (n) => `n${n}@example.com`,
  phone: (n) => `+49 30 ${n}`,
  url: (n) => `https://example.com/${n}`,
}

function textOf(source: Source, schema: Schema): string {
  const { format, maxLength, 'x-relation-to': relation, 'x-semantic': meaning } = schema
  const { random } = source
  const day = `20${random.integer(10, 49)}-0${random.integer(1, 9)}-1${random.integer(0, 9)}`
  switch (format) {
    case 'date':
      return day
    case 'date-time':
      return `${day}T10:00:00.000Z`
    case 'uuid':
      return idLike(source, typeof relation === 'string' ? relation : undefined)
    default: {
      const number = random.integer(0, 1e9)
      const text =
        BY_MEANING[String(meaning)]?.(number) ??
        random.pick(['a', 'Müller & Söhne', 'EUR', `n${number}`, `n${number}`])

      return text.slice(0, Number(maxLength ?? text.length))
    }
  }
}
