import { z } from 'zod'

import { screens } from '../../../src/screens/index.ts'
import { whereBody } from './queries.ts'
import type { Schema } from './types.ts'
import type { Source } from './values.ts'
import { HOSTILE, idLike, valueOf } from './values.ts'

const schemas = new Map<string, Schema>()

/** What the screen at a path is asked: mostly as its own schema says, about a collection there is. */
export function screenInput(source: Source, path: string): string {
  const { fields, random } = source
  const schema = schemaOf(path.split('/').at(-1) ?? '')
  if (schema === undefined || random.chance(0.05)) {
    return JSON.stringify(random.pick(HOSTILE))
  }
  const properties = schema['properties'] as Record<string, Schema> | undefined
  const slug = random.pick([...fields.keys()])
  const known = fields.get(slug) ?? []
  const about: Readonly<Record<string, () => unknown>> = {
    collection: () => slug,
    columns: () => known.slice(0, 4).map((field) => field.path),
    id: () => idLike(source, slug),
    ids: () => [idLike(source, slug)],
    where: () => whereBody(source, { isRead: true, slug }),
  }
  const asked = valueOf(source, schema) as Record<string, unknown>
  const told = Object.entries(about).filter(
    ([name]) => properties?.[name] !== undefined && random.chance(0.9),
  )

  return JSON.stringify({
    ...asked,
    ...Object.fromEntries(told.map(([name, value]) => [name, value()])),
  })
}

function schemaOf(name: string): Schema | undefined {
  const screen = screens.get(name)
  if (screen === undefined) {
    return undefined
  }
  const found =
    schemas.get(name) ??
    (JSON.parse(
      JSON.stringify(
        z.toJSONSchema(screen.input, { io: 'input', unrepresentable: 'any' }),
      ).replaceAll('"oneOf":', '"anyOf":'),
      asChoice,
    ) as Schema)
  schemas.set(name, found)

  return found
}

/** One value alone is a choice of one. */
function asChoice(_name: string, value: unknown): unknown {
  return value !== null && typeof value === 'object' && 'const' in value
    ? { enum: [value.const] }
    : value
}
