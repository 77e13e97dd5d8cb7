import {
  answers,
  COUNT,
  idParameter,
  INSTANT,
  jsonBody,
  listOf,
  nullable,
  objectSchema,
  oneOf,
  TEXT,
  UUID,
} from './parts.ts'
import { note } from './texts.ts'
import type { ApiFacts, JsonSchema, Paths } from './types.ts'

const PRIVACY = { tags: ['privacy'] }

/** What is held on people, its erasure, and what retention would take. */
export function privacyPaths({ can, models }: ApiFacts): Paths {
  const people: string[] = models
    .filter(({ fields }) => fields.some(({ personal }) => personal === 'title'))
    .map(({ slug }) => slug)

  return {
    ...Object.fromEntries(people.flatMap((slug) => Object.entries(personPaths(slug, can)))),
    ...(can('privacy.erase') ? { '/api/privacy/erasures': { get: erasures() } } : {}),
    ...(can('settings.manage') ? { '/api/privacy/retention': { get: retention() } } : {}),
  }
}

function personPaths(slug: string, can: ApiFacts['can']): Paths {
  return {
    ...(can('privacy.export')
      ? { [`/api/${slug}/{id}/personal-data`]: { get: personalData(slug) } }
      : {}),
    ...(can('privacy.erase') ? { [`/api/${slug}/{id}/erase`]: { post: erasureOf(slug) } } : {}),
  }
}

function personalData(slug: string) {
  return {
    ...PRIVACY,
    ...note('personalData'),
    ...answers({ 200: { additionalProperties: listOf({}), type: 'object' } }),
    operationId: `${slug}.personalData`,
    parameters: [idParameter('id')],
  }
}

function erasureOf(slug: string) {
  const counts = { additionalProperties: COUNT, type: 'object' }
  const erased = objectSchema({ deleted: counts, files: COUNT, id: UUID, redacted: counts })
  const reason = { maxLength: 500, minLength: 3, type: 'string' }

  return {
    ...PRIVACY,
    ...note('erase'),
    ...answers({ 200: objectSchema({ erased }) }, [409, 413]),
    operationId: `${slug}.erase`,
    parameters: [idParameter('id')],
    requestBody: jsonBody(objectSchema({ name: TEXT, reason })),
  }
}

function erasures() {
  const entry: JsonSchema = objectSchema({
    actorId: nullable(UUID),
    actorType: TEXT,
    at: INSTANT,
    collection: TEXT,
    id: UUID,
    marks: listOf(TEXT),
    reason: TEXT,
    recordId: UUID,
  })

  return {
    ...PRIVACY,
    ...answers({ 200: objectSchema({ docs: listOf(entry) }) }),
    operationId: 'privacy.erasures',
  }
}

function retention() {
  const due = objectSchema({
    act: oneOf('erase', 'trash'),
    before: INSTANT,
    collection: TEXT,
    days: COUNT,
    of: TEXT,
    records: COUNT,
  })

  return {
    ...PRIVACY,
    ...answers({ 200: objectSchema({ docs: listOf(due) }) }),
    operationId: 'privacy.retention',
  }
}
