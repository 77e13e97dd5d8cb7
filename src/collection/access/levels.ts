import type { AccessAction, AccessLevel } from '../../kernel/scope/index.ts'
import type { Parameters } from '../read/parameters.ts'
import type { CollectionModel } from '../types.ts'
import { currentAccess } from './fieldsOf.ts'

/**
 * How far the person of the running scope may go in a collection: everything where nobody's rights bind
 * the work, and nothing where writing asks for a permission (users, configuration) that they lack.
 */
export function levelHere(model: CollectionModel, action: AccessAction): AccessLevel {
  const access = currentAccess()
  if (access === undefined) {
    return 'all'
  }
  if (!isOpenToPeople(model, action)) {
    return 'none'
  }
  if (model.personal) {
    return access.userId === null ? 'none' : 'own'
  }
  if (isWrite(action) && model.guard !== undefined && !access.can(model.guard)) {
    return 'none'
  }
  const level = access.level(model.slug, action)

  // Without an owner no record is anybody's own.
  return (level === 'own' || level === 'team') &&
    model.ownerField === undefined &&
    action !== 'create'
    ? 'none'
    : level
}

/** SQL that narrows the records under an alias to those the person may read; empty where all are. */
export function readableSql(model: CollectionModel, alias: string, parameters: Parameters): string {
  const access = currentAccess()
  const level = levelHere(model, 'read')
  if (access === undefined || level === 'all') {
    return ''
  }
  const owner = model.ownerField === undefined ? undefined : model.byPath.get(model.ownerField)
  if (level === 'none' || owner === undefined || access.userId === null) {
    return 'false and '
  }
  const column = `${alias}."${owner.kind === 'polymorphic' ? `${owner.column}_id` : owner.column}"`
  const isOwn = `${column} = ${parameters.add(access.userId, 'uuid')}`
  if (level === 'own') {
    return `${isOwn} and `
  }
  const teams = parameters.add(access.teamIds, 'uuid[]')
  const inner = `m${parameters.nextAlias()}`

  return `(${isOwn} or ${column} in (select ${inner}.id from users ${inner} where ${inner}.tenant_id = ${parameters.tenant} and ${inner}.team_id = any(${teams}))) and `
}

/** False where no role reaches: rules alone write there, or what stands there stays as it is. */
function isOpenToPeople({ writtenBy }: CollectionModel, action: AccessAction): boolean {
  switch (writtenBy) {
    case 'people':
      return true
    case 'people-once':
      return action !== 'delete' && action !== 'update'
    case 'rules':
      return !isWrite(action)
  }
}

function isWrite(action: AccessAction): boolean {
  return action !== 'read' && action !== 'export'
}
