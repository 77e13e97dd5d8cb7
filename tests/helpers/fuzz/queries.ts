import type { KnownField, Parameter, Schema } from './types.ts'
import type { Source } from './values.ts'
import { HOSTILE, idLike, typesOf, valueOf } from './values.ts'

const OPERATORS = [
  ...['equals', 'not_equals', 'in', 'not_in', 'all', 'exists', 'like', 'contains', 'not_like'],
  ...['greater_than', 'greater_than_equal', 'less_than', 'less_than_equal', 'near', 'nonsense'],
]
const FOR_ALL = ['equals', 'not_equals', 'in', 'not_in', 'exists']
const FOR_ORDERED = ['greater_than', 'greater_than_equal', 'less_than', 'less_than_equal']
const FOR_TEXT = ['like', 'contains', 'not_like']

const FILTERED = [
  ...['name', 'title', 'id', 'amount', 'owner', 'company', 'company.name', 'owner.team.name'],
  ...['createdAt', 'closeDate', 'email', 'address.city', 'stage.kind', 'nonsense', 'a.b.c.d'],
]

const NAMED = [
  ...['name', 'title', '-createdAt', 'id', 'amount', 'owner', 'company.name', 'stage.kind'],
  ...['name,-createdAt', 'x', ''],
]

const FIELD_LISTS = new Set(['avg', 'by', 'field', 'max', 'min', 'sort', 'sum'])
const OF_NUMBERS = new Set(['avg', 'max', 'min', 'sum'])

/** The parts of a query that fill a parameter: mostly as described, in parts broken on purpose. */
export function queryOf(
  source: Source,
  place: { isRead: boolean; slug: string },
  parameter: Parameter,
): [string, string][] {
  const { random } = source
  const { name, schema } = parameter
  const { slug } = place
  if (name === 'where') {
    // Else the first minutes would empty the tenant.
    return place.isRead || random.chance(0.1)
      ? [whereOf(source, slug)]
      : [['where[id][in]', someIds(source, slug).join(',')]]
  }
  if (FIELD_LISTS.has(name)) {
    return [[name, fieldList(source, slug, name)]]
  }
  const value = random.chance(0.85) ? valueOf(source, schema) : random.pick(HOSTILE)

  return [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
}

/** A condition in JSON, as a body takes it. */
export function whereBody(source: Source, place: { isRead: boolean; slug: string }): unknown {
  const { isRead, slug } = place
  if (!isRead && !source.random.chance(0.1)) {
    return { id: { in: someIds(source, slug) } }
  }
  const [name, value] = whereOf(source, slug)
  const [field = '', operator = ''] = [...name.matchAll(/\[([^\]]+)\]/g)]
    .map(([, part]) => part ?? '')
    .slice(-2)

  return { [field]: { [operator]: value } }
}

function someIds(source: Source, slug: string): string[] {
  return Array.from({ length: source.random.integer(1, 3) }, () => idLike(source, slug))
}

function whereOf(source: Source, slug: string): [string, string] {
  const { fields, random } = source
  const prefix = random.pick(['where', 'where[and][0]', 'where[or][0]', 'where[and][0][or][1]'])
  const known = fields.get(slug) ?? []
  if (random.chance(0.75) && known.length > 0) {
    const field = random.pick(known)
    const operator = operatorFor(source, field)

    return [`${prefix}[${field.path}][${operator}]`, operandFor(source, slug, field, operator)]
  }
  const value = random.chance(0.3)
    ? idLike(source)
    : JSON.stringify(random.pick(HOSTILE)).slice(0, 2000)

  return [`${prefix}[${random.pick(FILTERED)}][${random.pick(OPERATORS)}]`, value]
}

function operatorFor({ random }: Source, { schema }: KnownField): string {
  const types = typesOf(schema)
  const isPlain = schema['format'] === undefined && schema['enum'] === undefined
  const fit = [
    ...FOR_ALL,
    ...(types.includes('string') && isPlain ? FOR_TEXT : []),
    ...(types.some((type) => type === 'integer' || type === 'number') ||
    String(schema['format']).startsWith('date')
      ? FOR_ORDERED
      : []),
  ]

  return random.pick(fit)
}

function operandFor(source: Source, slug: string, field: KnownField, operator: string): string {
  const { random } = source
  if (operator === 'exists') {
    return random.pick(['true', 'false'])
  }
  const schema = field.path === 'id' ? { ...field.schema, 'x-relation-to': slug } : field.schema
  const one = () => {
    const value = valueOf(source, notNull(schema))

    return typeof value === 'string' ? value : JSON.stringify(value)
  }

  return operator === 'in' || operator === 'not_in'
    ? Array.from({ length: random.integer(1, 3) }, one).join(',')
    : one()
}

function notNull(schema: Schema): Schema {
  return { ...schema, type: typesOf(schema).filter((type) => type !== 'null') }
}

function fieldList(source: Source, slug: string, name: string): string {
  const { fields, random } = source
  const known = (fields.get(slug) ?? []).filter(({ schema }) => {
    const types = typesOf(schema)

    return OF_NUMBERS.has(name)
      ? types.includes('integer') || types.includes('number')
      : types.length > 0
  })
  if (known.length === 0 || random.chance(0.2)) {
    return random.pick(NAMED)
  }
  const path = () => random.pick(known).path
  if (name === 'sort') {
    return `${random.pick(['', '-'])}${path()}`
  }

  return name !== 'field' && random.chance(0.2) ? `${path()},${path()}` : path()
}
