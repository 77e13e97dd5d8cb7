import type { Row, Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { FileProfile } from '../plan/profileFile.ts'
import { storableJson } from '../store/storableJson.ts'
import type { ImportMap, ImportPlan } from '../types.ts'

/** A file that was given to be imported, and what was decided about it. */
export type ImportRecord = {
  /** Id of the API key that uploaded it, in the name of `createdBy`; null where none did. */
  apiKey: string | null
  bytes: number
  collection: string
  createMissing: boolean
  createdAt: string
  createdBy: string | null
  dryRunId: string | null
  file: string
  id: string
  map: ImportMap
  plan: ImportPlan | null
  profile: FileProfile | null
  runId: string | null
}

/** An import as a list shows it. */
export type ImportListing = Omit<ImportRecord, 'plan' | 'profile'>

/** Whose imports are meant: a person's own, or those of an API key that acts in their name. */
export type ImportOwner = {
  /** Null for the person. */
  apiKey: string | null
  userId: string
}

const LISTED = `id, collection, file_name as file, bytes, map, create_missing as "createMissing",
  dry_run_id as "dryRunId", run_id as "runId", created_by as "createdBy",
  api_key_id as "apiKey", created_at as "createdAt"`

/** Keeps a new import in the running tenant. */
export async function insertImport(
  transaction: Transaction,
  record: Omit<ImportRecord, 'apiKey' | 'createdAt' | 'createdBy' | 'dryRunId' | 'runId'> & {
    dryRunId?: string | null
    runId?: string | null
  },
): Promise<void> {
  const { actor, tenantId, userId } = requireTenantScope()
  await transaction.query(
    `insert into imports (tenant_id, id, collection, file_name, bytes, profile, map, plan,
      create_missing, dry_run_id, run_id, created_by, api_key_id)
    values ($1::uuid, $2::uuid, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9, $10::uuid, $11::uuid,
      $12::uuid, $13::uuid)`,
    [
      tenantId,
      record.id,
      record.collection,
      record.file,
      record.bytes,
      record.profile === null ? null : storableJson(record.profile),
      storableJson(record.map),
      record.plan === null ? null : storableJson(record.plan),
      record.createMissing,
      record.dryRunId ?? null,
      record.runId ?? null,
      userId,
      actor.type === 'api_key' ? actor.id : null,
    ],
  )
}

/** Keeps what was decided about an import. */
export async function updatePlan(
  transaction: Transaction,
  record: Pick<ImportRecord, 'createMissing' | 'id' | 'map' | 'plan' | 'profile'>,
): Promise<void> {
  await transaction.query(
    `update imports set profile = $3::jsonb, map = $4::jsonb, plan = $5::jsonb, create_missing = $6
    where tenant_id = $1::uuid and id = $2::uuid`,
    [
      requireTenantScope().tenantId,
      record.id,
      storableJson(record.profile),
      storableJson(record.map),
      storableJson(record.plan),
      record.createMissing,
    ],
  )
}

/** Keeps which job reads the file. */
export async function updateJob(
  transaction: Transaction,
  id: string,
  job: { dryRun: boolean; id: string },
): Promise<void> {
  await transaction.query(
    `update imports set ${job.dryRun ? 'dry_run_id' : 'run_id'} = $3::uuid
    where tenant_id = $1::uuid and id = $2::uuid`,
    [requireTenantScope().tenantId, id, job.id],
  )
}

/** An import of the running tenant, or undefined; locked until the transaction ends if asked. */
export async function selectImport(
  transaction: Transaction,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ImportRecord | undefined> {
  const [row] = await transaction.query<ImportRecord & Row>(
    `select ${LISTED}, plan, profile from imports
    where tenant_id = $1::uuid and id = $2::uuid ${options.lock === true ? 'for update' : ''}`,
    [requireTenantScope().tenantId, id],
  )

  return row
}

/** A page of the tenant's imports, newest first: of one person or one API key, or of all when `owner` is null. */
export function selectImports(
  transaction: Transaction,
  args: { collection: string | null; limit: number; owner: ImportOwner | null; page: number },
): Promise<ImportListing[]> {
  return transaction.query<ImportListing & Row>(
    `select ${LISTED} from imports
    where tenant_id = $1::uuid and ($2::uuid is null or (created_by = $2 and api_key_id is not distinct from $3::uuid))
      and ($4::text is null or collection = $4)
    order by created_at desc, id desc limit $5 offset $6`,
    [
      requireTenantScope().tenantId,
      args.owner?.userId ?? null,
      args.owner?.apiKey ?? null,
      args.collection,
      args.limit,
      (args.page - 1) * args.limit,
    ],
  )
}
