import type { Transaction } from '../../kernel/db/index.ts'
import type { AccessAction, AccessLevel, AccessView } from '../../kernel/scope/index.ts'
import { currentAccess } from '../access/fieldsOf.ts'
import { levelHere } from '../access/levels.ts'
import { recordErrors } from '../errors.ts'
import { valueAt } from '../model/paths.ts'
import type { Change, CollectionModel, PendingChange, RecordDoc } from '../types.ts'
import { idsInSight } from './idsInSight.ts'

/** Says of one change whether it may be made; throws what refuses it. */
export type Admission = (change: Change, before: RecordDoc | null) => void

/** Says of new records, as the rules left them, whether the person may have made them. */
export type BirthCheck = (pending: readonly PendingChange[]) => Promise<void>

type Reach = {
  access: AccessView
  /** Records that are not hidden by what they are tied to; absent where none could be. */
  inSight?: ReadonlySet<string> | undefined
  mates: ReadonlySet<unknown>
  model: CollectionModel
}

/**
 * Prepares the check of a batch: what stands there already must be readable by the person and within
 * their right to do this to it; without a person bound by rights only existence and version count.
 */
export async function admitChanges(
  model: CollectionModel,
  standing: ReadonlyMap<string, RecordDoc>,
  options: { isTrusted: boolean; tenantId: string; transaction: Transaction },
): Promise<Admission> {
  const access = options.isTrusted ? undefined : currentAccess()
  const owners =
    access === undefined ? [] : [...standing.values()].map((doc) => ownerOf(model, doc))
  const reach =
    access === undefined
      ? undefined
      : {
          access,
          inSight: await idsInSight(model, [...standing.keys()], options),
          mates: await teamMates(model, owners, access, options),
          model,
        }

  return (change, before) => {
    if (reach !== undefined) {
      admit(change, before, reach)
    } else if (change.op !== 'create' && before === null) {
      throw recordErrors.NOT_FOUND({})
    }
    checkVersion(change, before)
  }
}

/** Refuses new records that belong to somebody the person may not make records for. */
export function checkBirths(
  model: CollectionModel,
  options: { isTrusted: boolean; tenantId: string; transaction: Transaction },
): BirthCheck {
  return async (pending) => {
    const access = options.isTrusted ? undefined : currentAccess()
    const level = levelHere(model, 'create')
    const born = pending.filter(({ before }) => before === null)
    if (
      access === undefined ||
      level === 'all' ||
      model.ownerField === undefined ||
      born.length === 0
    ) {
      return
    }
    const owners = born.map(({ after }) => ownerOf(model, after))
    const mates = await teamMates(model, owners, access, options)
    for (const change of born) {
      if (!isWithin(level, ownerOf(model, change.after), { access, mates, model })) {
        change.refuse(recordErrors.FORBIDDEN({ action: 'create' }))
      }
    }
  }
}

function admit(change: Change, before: RecordDoc | null, reach: Reach): void {
  const { inSight, model } = reach
  const action = actionOf(change)
  const level = levelHere(model, action)
  if (level === 'none') {
    throw recordErrors.FORBIDDEN({ action })
  }
  if (change.op === 'create') {
    return
  }
  const isSeen =
    before !== null &&
    isWithin(levelHere(model, 'read'), ownerOf(model, before), reach) &&
    inSight?.has(before.id) !== false
  if (!isSeen) {
    throw recordErrors.NOT_FOUND({})
  }
  if (!isWithin(level, ownerOf(model, before), reach)) {
    throw recordErrors.FORBIDDEN({ action })
  }
}

function checkVersion(change: Change, before: RecordDoc | null): void {
  if (change.op === 'update' && change.version !== undefined) {
    const current = Number(before?.['version'] ?? 0)
    if (current !== change.version) {
      throw recordErrors.VERSION_CONFLICT({ current, expected: change.version })
    }
  }
}

function isWithin(level: AccessLevel, owner: unknown, { access, mates }: Reach): boolean {
  switch (level) {
    case 'all':
      return true
    case 'own':
      return access.userId !== null && owner === access.userId
    case 'team':
      return access.userId !== null && (owner === access.userId || mates.has(owner))
    default:
      return false
  }
}

/** Which of these owners are in the person's teams; asked only where a level speaks of teams. */
async function teamMates(
  model: CollectionModel,
  owners: readonly unknown[],
  access: AccessView,
  { tenantId, transaction }: { tenantId: string; transaction: Transaction },
): Promise<ReadonlySet<unknown>> {
  const asked = (['create', 'delete', 'read', 'update'] as const).some(
    (action) => levelHere(model, action) === 'team',
  )
  const ids = [...new Set(owners.filter((owner) => typeof owner === 'string'))]
  if (!asked || ids.length === 0 || access.teamIds.length === 0) {
    return new Set()
  }
  const rows = await transaction.query<{ id: string }>(
    'select id from users where tenant_id = $1 and id = any($2::uuid[]) and team_id = any($3::uuid[])',
    [tenantId, ids, access.teamIds],
  )

  return new Set(rows.map(({ id }) => id))
}

function ownerOf(model: CollectionModel, doc: RecordDoc | null): unknown {
  const value = model.ownerField === undefined ? undefined : valueAt(doc, model.ownerField)

  return value !== null && typeof value === 'object' ? valueAt(value, 'value') : value
}

function actionOf(change: Change): Extract<AccessAction, 'create' | 'delete' | 'update'> {
  switch (change.op) {
    case 'create':
      return 'create'
    case 'restore':
    case 'update':
      return 'update'
    default:
      return 'delete'
  }
}
