import { queryOf, whereBody } from './queries.ts'
import { screenInput } from './screenInput.ts'
import type { Content, MadeRequest, Target } from './types.ts'
import type { Source } from './values.ts'
import { HOSTILE, idLike, valueOf } from './values.ts'

/** Whoever changes these well may lose the right to go on, so only foreign ones are aimed at. */
const KEEPS_RIGHTS = /^\/api\/(?:roles|users|user-roles|teams|auth|settings)(?:\/|$)/

/** What must stay as it is for the others to go on. */
const KEPT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'PATCH /api/auth/policy': { requireSecondFactor: false },
  'PATCH /api/modules/{id}': { isOn: true },
}

const KEYS = ['', ' ', 'ä', 'x'.repeat(256), '!', '"; drop table', 'a b']

/** What rules ask of definitions, which no schema says. */
const ASKED_BY_RULES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'POST /api/dashboards': { definition: { widgets: [] } },
  'POST /api/layouts': { collection: 'contacts', definition: {} },
  'POST /api/views': { collection: 'deals' },
}

/** A request to an operation: mostly as its description asks, in parts broken on purpose. */
export function makeRequest(source: Source, target: Target): MadeRequest {
  const parameters = target.operation.parameters ?? []
  const { random, world } = source
  const slug = slugOf(target)
  const isKept = target.method !== 'GET' && KEEPS_RIGHTS.test(target.path)
  const path = pathOf(source, target, isKept)
  const query = parameters
    .filter((one) => one.in === 'query' && random.chance(one.required === true ? 0.97 : 0.3))
    .flatMap((one): [string, string][] =>
      slug === 'screens'
        ? [[one.name, screenInput(source, path)]]
        : queryOf(source, { isRead: target.method === 'GET', slug }, one),
    )
  if (isKept && parameters.some(({ name }) => name === 'where')) {
    query.push(['where[id][equals]', random.pick(world.foreign)])
  }
  const headers = parameters
    .filter((one) => one.in === 'header' && random.chance(0.15))
    .map(({ name }) => [name.toLowerCase(), keyOf(source)] as const)
  const [type, body] = bodyOf(source, target, isKept)
  const text = query
    .map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`,
    )
    .join('&')

  return {
    options: {
      ...(body === undefined ? {} : { body }),
      headers: {
        ...(type === undefined ? {} : { 'content-type': type }),
        ...Object.fromEntries(headers),
      },
    },
    path: text === '' ? path : `${path}?${text}`,
    sent: JSON.stringify([path, query, String(body)]),
  }
}

/** The collection, or the group, that an operation belongs to. */
export function slugOf({ path }: Pick<Target, 'path'>): string {
  const [first = '', second = ''] = path.split('/').slice(2)

  return first === 'auth' ? second : first
}

function pathOf(source: Source, target: Target, isKept: boolean): string {
  const { random, world } = source
  const slug = slugOf(target)
  const place = random.chance(0.8) ? world.events.get(slug)?.at(-1) : undefined

  return (target.operation.parameters ?? [])
    .filter((one) => one.in === 'path')
    .reduce((text, { name, schema }) => {
      const known = name === 'eventId' ? place?.event : undefined
      const of = target.path.includes('{eventId}') && place !== undefined ? place.id : undefined
      const part =
        schema['enum'] !== undefined && random.chance(0.8)
          ? String(valueOf(source, schema))
          : isKept
            ? random.pick(world.foreign)
            : (known ?? of ?? idLike(source, slug))

      return text.replace(`{${name}}`, encodeURIComponent(part.toWellFormed()))
    }, target.path)
}

/** A value of the header that a client can send at all. */
function keyOf({ random }: Source): string {
  const key = random.chance(0.15) ? random.pick(KEYS) : `key-${random.integer(0, 200)}`

  return Buffer.from(key).toString('latin1')
}

function bodyOf(
  source: Source,
  target: Target,
  isKept: boolean,
): [string | undefined, Buffer | string | undefined] {
  const content: Content = target.operation.requestBody?.content ?? {}
  const [entry] = Object.entries(content)
  if (entry === undefined) {
    return [undefined, undefined]
  }
  const [type, { schema }] = entry
  if (type !== 'application/json') {
    return [type, fileOf(source)]
  }
  const asked = ASKED_BY_RULES[`${target.method} ${target.path}`]
  const made =
    asked === undefined || source.random.chance(0.3)
      ? filled(source, target, valueOf(source, schema))
      : { ...asked, name: { en: `n${source.random.integer(0, 1e9)}` } }
  const body = broken(source, made)
  const kept = KEPT[`${target.method} ${target.path}`]
  const isObject = body !== null && typeof body === 'object' && !Array.isArray(body)
  const sent = isObject && kept !== undefined ? { ...body, ...kept } : body

  // A bulk change of these must not meet anything.
  return [type, JSON.stringify(isKept && target.path.endsWith('/bulk') ? { nonsense: sent } : sent)]
}

/** Conditions in a body name fields, as those in an address do. */
function filled(source: Source, target: Target, body: unknown): unknown {
  if (body === null || typeof body !== 'object' || !('where' in body)) {
    return body
  }
  const { collection } = body as { collection?: unknown }
  const slug = typeof collection === 'string' ? collection : slugOf(target)

  const isRead = typeof collection === 'string'

  return { ...body, where: whereBody(source, { isRead, slug }) }
}

function broken({ random }: Source, body: unknown): unknown {
  const roll = random.integer(0, 99)
  if (roll < 4) {
    return random.pick(HOSTILE)
  }
  if (roll < 20 && body !== null && typeof body === 'object') {
    const keys = Object.keys(body)
    const key = random.chance(0.7) && keys.length > 0 ? random.pick(keys) : 'nonsense'

    return { ...body, [key]: random.pick(HOSTILE) }
  }

  return body
}

const TABLES = [
  'name;domain\nAcme;acme.example\nBeta;beta.example\n',
  'Name,Email\n"Ann ""A""",ann@example.com\n',
  'title\tamount\nOne\t1,50\nTwo\t-\n',
]

function fileOf({ random }: Source): Buffer | string {
  return random.chance(0.7)
    ? random.pick(TABLES)
    : Buffer.from(Array.from({ length: random.integer(0, 200) }, () => random.integer(0, 255)))
}
