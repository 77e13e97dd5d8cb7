import {
  answers,
  idParameter,
  INSTANT,
  jsonBody,
  listOf,
  nullable,
  objectSchema,
  SWITCH,
  TEXT,
  UUID,
} from './parts.ts'
import type { ApiFacts, JsonSchema, Paths } from './types.ts'

const COMMON = { tags: ['auth'] }
const REFUSALS = [409, 413]

/** The sign-in providers of a tenant, for the people who manage its settings. */
export function providerPaths({ can, isApiKey }: ApiFacts): Paths {
  if (!can('settings.manage') || isApiKey) {
    return {}
  }
  const doc = objectSchema({ doc: providerSchema() })

  return {
    '/api/auth/providers': {
      get: {
        ...COMMON,
        ...answers({ 200: objectSchema({ docs: listOf(providerSchema()) }) }),
        operationId: 'providers.list',
      },
      post: {
        ...COMMON,
        ...answers({ 201: doc }, [...REFUSALS, 424]),
        operationId: 'providers.create',
        requestBody: jsonBody(inputSchema(true)),
      },
    },
    '/api/auth/providers/{id}': {
      delete: {
        ...COMMON,
        ...answers({ 200: objectSchema({ id: UUID }) }, REFUSALS),
        operationId: 'providers.delete',
        parameters: [idParameter('id')],
      },
      patch: {
        ...COMMON,
        ...answers({ 200: doc }, REFUSALS),
        operationId: 'providers.update',
        parameters: [idParameter('id')],
        requestBody: jsonBody(inputSchema(false)),
      },
    },
  }
}

function inputSchema(isNew: boolean): JsonSchema {
  const text = (maxLength: number) => ({ maxLength, minLength: 1, type: 'string' })
  const properties = {
    clientId: text(300),
    clientSecret: nullable(text(1000)),
    createUsers: SWITCH,
    emailDomains: { ...listOf(text(253)), maxItems: 50 },
    enabled: SWITCH,
    ...(isNew ? { issuer: text(500) } : {}),
    label: text(60),
    only: SWITCH,
    role: nullable(text(100)),
    trustSecondFactor: SWITCH,
  }
  const needed = isNew ? ['clientId', 'issuer', 'label'] : []

  return objectSchema(
    properties,
    Object.keys(properties).filter((name) => !needed.includes(name)),
  )
}

function providerSchema(): JsonSchema {
  return objectSchema({
    callbackUrl: TEXT,
    clientId: TEXT,
    createdAt: INSTANT,
    createUsers: SWITCH,
    emailDomains: listOf(TEXT),
    enabled: SWITCH,
    hasClientSecret: SWITCH,
    id: UUID,
    issuer: TEXT,
    label: TEXT,
    only: SWITCH,
    role: nullable(TEXT),
    trustSecondFactor: SWITCH,
  })
}
