import type { QueryResult } from 'pg'

import { modelOf } from '../../src/collection/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { Arena } from '../arena/types.ts'

/** Sends the statements of one request in one round trip. */
export type Send = (
  statements: readonly { name: string; text: string; values: readonly unknown[] }[],
) => Promise<QueryResult[]>

const EVENT = `insert into domain_events (tenant_id, id, type, version, collection, record_id,
  record_version, op, before, after, actor_type, actor_id, correlation_id)
  values ($1, $2, $3, 1, 'contacts', $4, $5, $6, $7, $8, 'user', $9, $10)`
const IDENTIFIERS = `insert into identifiers (tenant_id, id, kind, value, entity_type, entity_id)
  values ($1, $2, 'email', $3, 'contacts', $4), ($1, $5, 'phone', $6, 'contacts', $4)`

/** A contact, its identifiers and its change row in one transaction and one round trip. */
export async function rawCreate(
  arena: Arena,
  send: Send,
  input: Record<string, unknown>,
): Promise<string> {
  const { id: tenantId, userId } = arena.writes
  const id = newId()
  const now = new Date().toISOString()
  const doc: Record<string, unknown> = {}
  for (const field of modelOf('contacts').fields) {
    doc[field.column] = input[field.path] ?? null
  }
  Object.assign(doc, {
    created_at: now,
    name: `${String(input['firstName'])} ${String(input['lastName'])}`,
    updated_at: now,
    version: 1,
  })
  const columns = Object.keys(doc)
  const text = `insert into contacts (tenant_id, id, ${columns.map((name) => `"${name}"`).join(', ')})
    values (${['', '', ...columns].map((_, at) => `$${at + 1}`).join(', ')})`
  await send([
    { name: 'begin', text: 'begin', values: [] },
    { name: 'create', text, values: [tenantId, id, ...Object.values(doc)] },
    event({ after: doc, before: null, id, now, op: 'create', tenantId, userId, version: 1 }),
    {
      name: 'identifiers',
      text: IDENTIFIERS,
      values: [tenantId, newId(), input['email'], id, newId(), input['phone']],
    },
    { name: 'commit', text: 'commit', values: [] },
  ])

  return JSON.stringify({ doc: { ...doc, id }, message: 'created' })
}

/** One field of a locked contact and its change row in one transaction and one round trip. */
export async function rawUpdate(
  arena: Arena,
  send: Send,
  id: string,
  input: Record<string, unknown>,
): Promise<string> {
  const { id: tenantId, userId } = arena.writes
  const now = new Date().toISOString()
  const before = { title: null }
  const after = { title: input['title'], updatedAt: now }
  const [, , row] = await send([
    { name: 'begin', text: 'begin', values: [] },
    {
      name: 'lock',
      text: 'select * from contacts where tenant_id = $1 and id = $2 for update',
      values: [tenantId, id],
    },
    {
      name: 'update',
      text: `update contacts set title = $3, updated_at = $4, version = version + 1
        where tenant_id = $1 and id = $2 returning *`,
      values: [tenantId, id, input['title'], now],
    },
    event({ after, before, id, now, op: 'update', tenantId, userId, version: 2 }),
    { name: 'commit', text: 'commit', values: [] },
  ])

  return JSON.stringify({ doc: row?.rows[0] as unknown, message: 'updated' })
}

function event(part: {
  after: unknown
  before: unknown
  id: string
  now: string
  op: 'create' | 'update'
  tenantId: string
  userId: string
  version: number
}) {
  const { after, before, id, now, op, tenantId, userId, version } = part
  const values = [tenantId, newId(), `crm.contact.${op}d`, id, version, op]

  return { name: 'event', text: EVENT, values: [...values, before, after, userId, now] }
}
