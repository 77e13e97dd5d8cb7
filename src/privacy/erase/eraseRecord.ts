import type { RecordDoc } from '../../collection/index.ts'
import { forgetAnswers, readRecords } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'
import { privacyErrors } from '../errors.ts'
import { tiesOf } from '../links/tiesOf.ts'
import { noteErasure } from '../log/erasureLog.ts'
import { erasureMarks } from '../log/erasureMarks.ts'
import { privacyText } from '../translations/index.ts'
import type { ErasureEntry, ErasureReport, PersonalValues } from '../types.ts'
import { gatherValues } from '../values/gatherValues.ts'
import { personModel } from '../values/personalFields.ts'
import { MARK } from '../values/searchOf.ts'
import { clearBelongings, clearRecord } from './clearRecords.ts'
import { withPermit } from './permit.ts'
import { redactRecords } from './redactRecords.ts'
import { redactTables } from './redactTables.ts'
import { removeFilesWith, removeMails } from './removeFiles.ts'

// They read or write files and rows that were made before the values went.
const CARRIERS = [
  'collection:bulk',
  'collection:undo',
  'exports:run',
  'exports:tenant',
  'imports:run',
]

const ERASE = `select tenancy.erase_values(
  $1::uuid, $2::uuid[], $3::uuid[], $4::text[], $5, $6::text[], $7, $8::text[], $9
) as mails`

/** What is erased, where files lie, and why. */
export type EraseRequest = {
  collection: string
  dataDir: string
  /** An entry of the log that is carried out again; absent: a new one is written. */
  entry?: ErasureEntry
  id: string
  reason: string
}

/**
 * Erases a person in the running tenant, in one transaction: the personal values of their record, which
 * stays in the trash under a general name, of what belongs to it, of its whole history, and wherever
 * else the tenant holds them. Throws `PRIVACY_NOT_PERSONAL` and `PRIVACY_BUSY`; then nothing is erased.
 */
export async function eraseRecord(request: EraseRequest): Promise<ErasureReport> {
  personModel(request.collection)
  const scope = requireTenantScope()
  const { actor, correlationId, tenantId } = scope

  // In the person's name, but bound by nobody's rights: what may not be seen must go as well.
  return runAsTenant({ actor, correlationId, tenantId, userId: null }, () =>
    withPermit((permit) =>
      database().transaction((transaction) => erase(transaction, request, permit)),
    ),
  )
}

async function erase(
  transaction: Transaction,
  request: EraseRequest,
  permit: string,
): Promise<ErasureReport> {
  const { dataDir, id } = request
  const { tenantId } = requireTenantScope()
  await refuseWhileBusy(transaction)
  const model = personModel(request.collection)
  const doc = await lock(transaction, model.slug, model.table, id)
  const values = await gatherValues(transaction, model, { doc, id })
  const ties = await tiesOf(transaction, model, id)
  const name = await generalName(transaction)
  if (doc !== null) {
    await clearRecord(transaction, model, doc, name)
  }
  const { deleted, touched } = await clearBelongings(transaction, ties.belonging, name)
  const redacted = await redactRecords(transaction, values, ties.near)
  await forgetOutside(transaction, model.slug, id)
  await transaction.renew()
  await redactTables(transaction, values)
  await forgetReplies(transaction, values, [id, ...touched])
  const entry = request.entry ?? newEntry(request, values)
  await noteErasure(transaction, entry)
  await transaction.renew()
  const near = [...ties.near.values()].flatMap((ids) => [...ids])
  const [row] = await transaction.query<{ mails: string[] }>(ERASE, [
    permit,
    [id, ...touched],
    near,
    values.addresses,
    MARK,
    values.everywhere.likes,
    values.everywhere.pattern,
    values.nearby.likes,
    values.nearby.pattern,
  ])
  // Last: nothing but the commit can fail any more, and what is lost without it was only kept for a while.
  const mails = row?.mails ?? []
  const removed = await removeFilesWith({ dataDir, tenantId }, values.nearby.values)
  await removeMails(dataDir, mails)

  return { deleted, files: removed.length + mails.length, id: entry.id, redacted }
}

async function refuseWhileBusy(transaction: Transaction): Promise<void> {
  const rows = await transaction.query(
    `select 1 from jobs where tenant_id = $1::uuid and state in ('queued', 'running')
      and kind = any($2::text[]) limit 1`,
    [requireTenantScope().tenantId, CARRIERS],
  )
  if (rows.length > 0) {
    throw privacyErrors.BUSY({})
  }
}

async function lock(
  transaction: Transaction,
  collection: string,
  table: string,
  id: string,
): Promise<RecordDoc | null> {
  await transaction.query(
    `select id from ${table} where tenant_id = $1::uuid and id = $2::uuid for update`,
    [requireTenantScope().tenantId, id],
  )
  const { docs } = await readRecords(
    { collection, limit: 1, where: { id: { equals: id } } },
    transaction,
  )

  return docs[0] ?? null
}

async function generalName(transaction: Transaction): Promise<string> {
  const rows = await transaction.query<{ locale: string }>(
    'select locale from tenancy.own_tenant()',
  )

  return privacyText(rows[0]?.locale ?? 'en', 'erased.name')
}

/** Ids that other systems gave to the person, and what finds them by e-mail and phone. */
async function forgetOutside(
  transaction: Transaction,
  collection: string,
  id: string,
): Promise<void> {
  const values = [requireTenantScope().tenantId, collection, id]
  await transaction.query(
    'delete from external_ids where tenant_id = $1::uuid and collection = $2 and record_id = $3::uuid',
    values,
  )
  await transaction.query(
    'delete from identifiers where tenant_id = $1::uuid and entity_type = $2 and entity_id = $3::uuid',
    values,
  )
}

/** Answers that are kept to be given again hold whole records. */
async function forgetReplies(
  transaction: Transaction,
  values: PersonalValues,
  ids: readonly string[],
): Promise<void> {
  const texts = values.nearby.values.map((value) => JSON.stringify(value).slice(1, -1))
  for (const holding of [...ids, ...texts]) {
    await forgetAnswers(transaction, { holding })
  }
}

function newEntry(request: EraseRequest, values: PersonalValues): ErasureEntry {
  const { actor, tenantId } = requireTenantScope()
  const lower = request.reason.toLowerCase()
  const isClean = values.nearby.values.every((value) => !lower.includes(value.toLowerCase()))
  if (!isClean) {
    throw privacyErrors.REASON_NAMES({ field: 'reason' })
  }

  return {
    actorId: actor.id,
    actorType: actor.type,
    at: new Date().toISOString(),
    collection: request.collection,
    id: newId(),
    marks: erasureMarks(tenantId, values.identifiers),
    reason: request.reason,
    recordId: request.id,
  }
}
