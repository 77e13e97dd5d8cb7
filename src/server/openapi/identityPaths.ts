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

const AUTH = { tags: ['auth'] }
const NAME = { maxLength: 100, minLength: 1, type: 'string' } as const
const SECRET = { maxLength: 300, type: 'string' } as const

/** Who one is, one's sessions and API keys, and what the tenant asks of those who sign in. */
export function identityPaths({ can, isApiKey }: ApiFacts): Paths {
  const me = {
    '/api/auth/me': {
      get: {
        ...AUTH,
        ...answers({ 200: objectSchema({ user: userSchema() }) }),
        operationId: 'auth.me',
      },
    },
  }

  // A program reaches nothing about accounts.
  return isApiKey ? me : { ...me, ...sessionPaths(), ...apiKeyPaths(), ...policyPaths(can) }
}

function sessionPaths(): Paths {
  const session = objectSchema({
    createdAt: INSTANT,
    expiresAt: INSTANT,
    id: UUID,
    ip: nullable(TEXT),
    isCurrent: SWITCH,
    lastSeenAt: INSTANT,
    userAgent: nullable(TEXT),
  })

  return {
    '/api/auth/login': {
      post: {
        ...AUTH,
        ...answers(
          { 200: objectSchema({ expiresAt: INSTANT, token: TEXT, user: userSchema() }) },
          [413],
        ),
        operationId: 'auth.login',
        requestBody: jsonBody(objectSchema({ email: SECRET, password: SECRET })),
        security: [],
      },
    },
    '/api/auth/sessions': {
      get: {
        ...AUTH,
        ...answers({ 200: objectSchema({ docs: listOf(session) }) }),
        operationId: 'auth.sessions',
      },
    },
    '/api/auth/sessions/{id}': {
      delete: {
        ...AUTH,
        ...answers({ 200: objectSchema({ id: UUID }) }),
        operationId: 'auth.endSession',
        parameters: [idParameter('id')],
      },
    },
  }
}

function apiKeyPaths(): Paths {
  const key = objectSchema({
    createdAt: INSTANT,
    expiresAt: nullable(INSTANT),
    id: UUID,
    lastUsedAt: nullable(INSTANT),
    name: TEXT,
    owner: UUID,
    prefix: TEXT,
    revokedAt: nullable(INSTANT),
    role: objectSchema({ id: UUID, key: TEXT }),
  })
  const wanted = objectSchema({ expiresAt: INSTANT, name: NAME, owner: UUID, role: NAME }, [
    'expiresAt',
    'owner',
  ])

  return {
    '/api/auth/api-keys': {
      get: {
        ...AUTH,
        ...answers({ 200: objectSchema({ docs: listOf(key) }) }),
        operationId: 'auth.apiKeys',
      },
      post: {
        ...AUTH,
        ...answers({ 201: objectSchema({ doc: key, key: TEXT }) }, [413]),
        operationId: 'auth.createApiKey',
        requestBody: jsonBody(wanted),
      },
    },
    '/api/auth/api-keys/{id}': {
      delete: {
        ...AUTH,
        ...answers({ 200: objectSchema({ id: UUID }) }),
        operationId: 'auth.revokeApiKey',
        parameters: [idParameter('id')],
      },
    },
  }
}

function policyPaths(can: ApiFacts['can']): Paths {
  const policy = objectSchema({ requireSecondFactor: SWITCH })
  const given = answers({ 200: objectSchema({ doc: policy }) }, [413])

  return {
    '/api/auth/policy': {
      get: { ...AUTH, ...given, operationId: 'auth.policy' },
      ...(can('settings.manage')
        ? {
            patch: {
              ...AUTH,
              ...given,
              operationId: 'auth.setPolicy',
              requestBody: jsonBody(policy),
            },
          }
        : {}),
    },
  }
}

function userSchema(): JsonSchema {
  return objectSchema({
    email: TEXT,
    id: UUID,
    locale: nullable(TEXT),
    name: TEXT,
    permissions: {
      properties: { actions: listOf(TEXT), collections: { type: 'object' } },
      required: ['actions', 'collections', 'fields'],
      type: 'object',
    },
    role: TEXT,
    tenant: objectSchema({ name: TEXT, slug: TEXT }),
    timeZone: nullable(TEXT),
  })
}
