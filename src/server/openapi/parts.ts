import type { TextKey } from './texts.ts'
import { note } from './texts.ts'
import type { JsonSchema, Operation } from './types.ts'

/** Any text. */
export const TEXT = { type: 'string' } as const

/** An id. */
export const UUID = { format: 'uuid', type: 'string' } as const

/** A number of things. */
export const COUNT = { minimum: 0, type: 'integer' } as const

/** A point in time. */
export const INSTANT = { format: 'date-time', type: 'string' } as const

/** What can be switched. */
export const SWITCH = { type: 'boolean' } as const

/** Yes or no in an address. */
export const FLAG = { enum: ['false', 'true'], type: 'string' } as const

/** What stands against what is there, is too large or breaks a rule: what any write may meet. */
export const WRITES: readonly number[] = [409, 413, 422]

/** Makes a change happen once, however often it is sent. */
export const once = {
  ...note('once'),
  in: 'header',
  name: 'Idempotency-Key',
  schema: { maxLength: 255, minLength: 1, pattern: '^[!-~]+$', type: 'string' },
} as const

/** A schema of the components, by its name. */
export function schemaRef(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** What a schema says, or null. */
export function nullable(schema: JsonSchema): JsonSchema {
  return typeof schema['type'] === 'string' && schema['enum'] === undefined
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] }
}

/** A list of what a schema says. */
export function listOf(items: JsonSchema): JsonSchema {
  return { items, type: 'array' }
}

/** One of some words. */
export function oneOf(...values: string[]): JsonSchema {
  return { enum: values, type: 'string' }
}

/** A parameter of the query; `schema` describes one value. */
export function queryParameter(name: string, schema: JsonSchema, key?: TextKey) {
  return { in: 'query', name, schema, ...(key === undefined ? {} : note(key)) }
}

/** A parameter of the path that is the id of something. */
export function idParameter(name: string) {
  return { in: 'path', name, required: true, schema: UUID }
}

/** A body in JSON that must be sent. */
export function jsonBody(schema: JsonSchema) {
  return { content: { 'application/json': { schema } }, required: true }
}

/** A body of bytes that must be sent. */
export function fileBody(type: string) {
  return { content: { [type]: { schema: {} } }, required: true }
}

/** An object of which every property is answered and nothing else. */
export function objectSchema(
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema {
  return {
    additionalProperties: false,
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    type: 'object',
  }
}

/** The answers of an operation: what it gives when all is well, by status, and the refusals it may meet. */
export function answers(
  given: Readonly<Record<number, JsonSchema>>,
  refusals: readonly number[] = [],
): Pick<Operation, 'responses'> {
  return responses(
    Object.entries(given).map(([status, schema]) => [Number(status), jsonContent(schema)]),
    refusals,
  )
}

/** The answers of an operation that gives a file of one of some types. */
export function fileAnswers(
  types: readonly string[],
  refusals: readonly number[],
): Pick<Operation, 'responses'> {
  const content = Object.fromEntries(types.map((type) => [type, { schema: {} }]))

  return responses([[200, { content }]], refusals)
}

/** The answers of an operation that has nothing to give. */
export function emptyAnswers(refusals: readonly number[] = []): Pick<Operation, 'responses'> {
  return responses([[204, {}]], refusals)
}

/** What any operation may answer. */
const ALWAYS = [400, 401, 403, 404, 429, 503]

function responses(
  given: readonly (readonly [number, Readonly<Record<string, unknown>>])[],
  refusals: readonly number[],
): Pick<Operation, 'responses'> {
  const refused = [...new Set([...ALWAYS, ...refusals])].map(
    (status) => [status, jsonContent(schemaRef('Refusal'))] as const,
  )

  return {
    responses: Object.fromEntries(
      [...given, ...refused].map(([status, content]) => [
        String(status),
        { ...note(`status${status}` as TextKey), ...content },
      ]),
    ),
  }
}

function jsonContent(schema: JsonSchema) {
  return { content: { 'application/json': { schema } } }
}
