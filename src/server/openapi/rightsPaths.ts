import {
  answers,
  jsonBody,
  listOf,
  nullable,
  objectSchema,
  oneOf,
  queryParameter,
  SWITCH,
  TEXT,
  UUID,
} from './parts.ts'
import { note } from './texts.ts'
import type { ApiFacts, JsonSchema, Paths } from './types.ts'

const RIGHTS = { tags: ['rights'] }
const LEVEL = oneOf('all', 'none', 'own', 'team')
const RULE = oneOf('hidden', 'open', 'readOnly')
const ACTS = ['create', 'delete', 'export', 'read', 'update']

/** Why somebody may do what, and what other permissions of a role would change. */
export function rightsPaths({ can, models }: ApiFacts): Paths {
  if (!can('users.manage')) {
    return {}
  }
  const collection = oneOf(...models.map(({ slug }) => slug))

  return {
    '/api/rights/preview': {
      post: {
        ...RIGHTS,
        ...answers({ 200: previewSchema() }, [413]),
        operationId: 'rights.preview',
        requestBody: jsonBody(
          objectSchema({
            permissions: { type: 'object' },
            role: { ...UUID, 'x-relation-to': 'roles' },
          }),
        ),
      },
    },
    '/api/rights/why': {
      get: {
        ...RIGHTS,
        ...note('why'),
        ...answers({ 200: whySchema() }),
        operationId: 'rights.why',
        parameters: [
          { ...queryParameter('collection', collection), required: true },
          {
            ...queryParameter('user', { ...UUID, 'x-relation-to': 'users' }),
            required: true,
          },
          queryParameter('id', UUID),
          queryParameter('field', TEXT),
        ],
      },
    },
  }
}

function whySchema(): JsonSchema {
  const act = objectSchema({
    isAllowed: SWITCH,
    obstacle: nullable(oneOf('guard', 'inactive', 'notReadable', 'rulesOnly')),
    roles: listOf(
      objectSchema({
        cause: oneOf('all', 'none', 'notOwn', 'notTeam', 'own', 'team'),
        key: TEXT,
        level: LEVEL,
        title: TEXT,
      }),
    ),
  })
  const field = objectSchema({
    path: TEXT,
    roles: listOf(objectSchema({ key: TEXT, rule: RULE, title: TEXT })),
    rule: RULE,
  })

  return objectSchema({
    acts: objectSchema(Object.fromEntries(ACTS.map((name) => [name, act]))),
    collection: TEXT,
    field: nullable(field),
    record: nullable(objectSchema({ id: UUID, owner: nullable(UUID), title: TEXT })),
    user: objectSchema({ id: UUID, name: TEXT, status: TEXT }),
  })
}

function previewSchema(): JsonSchema {
  const difference = objectSchema({
    actions: objectSchema({ given: listOf(TEXT), taken: listOf(TEXT) }),
    collections: listOf(objectSchema({ action: TEXT, collection: TEXT, from: LEVEL, to: LEVEL })),
    fields: listOf(objectSchema({ collection: TEXT, from: RULE, path: TEXT, to: RULE })),
  })

  return objectSchema({
    role: difference,
    users: listOf(objectSchema({ changes: difference, id: UUID, name: TEXT })),
  })
}
