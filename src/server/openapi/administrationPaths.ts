import {
  answers,
  COUNT,
  idParameter,
  INSTANT,
  jsonBody,
  listOf,
  nullable,
  objectSchema,
  queryParameter,
  SWITCH,
  TEXT,
  UUID,
} from './parts.ts'
import { note } from './texts.ts'
import type { ApiFacts, JsonSchema, Paths } from './types.ts'

const HOST = { in: 'path', name: 'host', required: true, schema: TEXT } as const

/** Looking after a tenant: who did what, what is used, hosts of its own, and help from the platform. */
export function administrationPaths({ can, isApiKey }: ApiFacts): Paths {
  return {
    ...(can('audit.read') ? auditPaths() : {}),
    ...(can('settings.manage') ? { ...usagePaths(), ...domainPaths() } : {}),
    // A program reaches nothing about accounts.
    ...(can('settings.manage') && !isApiKey ? supportPaths() : {}),
  }
}

function auditPaths(): Paths {
  const entry = objectSchema({
    actor: objectSchema({ id: nullable(UUID), type: TEXT }),
    addressRange: nullable(TEXT),
    at: INSTANT,
    correlationId: nullable(TEXT),
    facts: { type: 'object' },
    id: UUID,
    kind: TEXT,
    subject: nullable(TEXT),
    userAgent: nullable(TEXT),
  })

  return {
    '/api/audit': {
      get: {
        ...answers({ 200: objectSchema({ docs: listOf(entry), next: nullable(UUID) }) }),
        operationId: 'audit.list',
        parameters: [
          queryParameter('actor', UUID),
          queryParameter('after', UUID, 'entryBefore'),
          queryParameter('from', INSTANT),
          queryParameter('kind', { maxLength: 100, type: 'string' }),
          queryParameter('limit', { maximum: 200, minimum: 1, type: 'integer' }, 'limit'),
          queryParameter('to', INSTANT),
        ],
        tags: ['audit'],
      },
    },
  }
}

function usagePaths(): Paths {
  const day = objectSchema({
    day: { format: 'date', type: 'string' },
    measuredAt: nullable(INSTANT),
    records: nullable({ additionalProperties: COUNT, type: 'object' }),
    requests: COUNT,
    storageBytes: nullable(COUNT),
    users: nullable(COUNT),
  })
  const most = nullable(COUNT)
  const quotas = objectSchema({
    records: most,
    requestsPerMinute: most,
    storageBytes: most,
    users: most,
  })

  return {
    '/api/usage': {
      get: {
        ...answers({ 200: objectSchema({ days: listOf(day), quotas }) }),
        operationId: 'usage.get',
        tags: ['usage'],
      },
    },
  }
}

function domainPaths(): Paths {
  const doc = objectSchema({ doc: domainSchema() })

  return {
    '/api/domains': {
      get: {
        ...domainAct('list', { 200: objectSchema({ docs: listOf(domainSchema()) }) }),
      },
      post: {
        ...domainAct('claim', { 201: doc }),
        requestBody: jsonBody(
          objectSchema({ host: { maxLength: 1000, minLength: 1, type: 'string' } }),
        ),
      },
    },
    '/api/domains/{host}': {
      delete: {
        ...domainAct('release', { 200: objectSchema({ host: TEXT }) }),
        parameters: [HOST],
      },
    },
    '/api/domains/{host}/verify': {
      post: { ...note('verify'), ...domainAct('verify', { 200: doc }), parameters: [HOST] },
    },
  }
}

function domainAct(name: string, given: Readonly<Record<number, JsonSchema>>) {
  return {
    ...answers(given, [409, 413, 422]),
    operationId: `domains.${name}`,
    tags: ['domains'],
  }
}

function domainSchema(): JsonSchema {
  return objectSchema({
    checkedAt: nullable(INSTANT),
    host: TEXT,
    isVerified: SWITCH,
    record: objectSchema({ name: TEXT, value: TEXT }),
    verifiedAt: nullable(INSTANT),
  })
}

function supportPaths(): Paths {
  const session = objectSchema({
    endedAt: nullable(INSTANT),
    enteredAt: nullable(INSTANT),
    expiresAt: INSTANT,
    id: UUID,
    isOpen: SWITCH,
    reason: TEXT,
    staff: objectSchema({ email: TEXT, name: TEXT }),
    startedAt: INSTANT,
  })

  return {
    '/api/auth/support-sessions': {
      get: {
        ...answers({ 200: objectSchema({ docs: listOf(session) }) }),
        operationId: 'support.list',
        tags: ['auth'],
      },
    },
    '/api/auth/support-sessions/{id}': {
      delete: {
        ...answers({ 200: objectSchema({ id: UUID }) }),
        operationId: 'support.end',
        parameters: [idParameter('id')],
        tags: ['auth'],
      },
    },
  }
}
