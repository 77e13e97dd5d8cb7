import type { AccessAction, AccessLevel } from '../../kernel/scope/index.ts'
import { modelOf } from '../model/registry.ts'
import type { Parameters } from '../read/parameters.ts'
import type { CollectionModel, FieldModel } from '../types.ts'
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

/**
 * SQL that narrows the records under an alias to those the person may read; empty where all are. What is
 * tied to a record that they may not read is left out: it would tell that record's id, and of a file its name.
 */
export function readableSql(model: CollectionModel, alias: string, parameters: Parameters): string {
  if (currentAccess() === undefined) {
    return ''
  }
  const ties = model.fields.map((field) => targetSql(field, alias, parameters))

  return ownedSql(model, alias, parameters) + ties.join('')
}

/** Asked row by row by the key: a page is short, the records that may be read are many. */
function targetSql(field: FieldModel, alias: string, parameters: Parameters): string {
  const targets = (field.targets ?? []).map(modelOf)
  const isWhole = (target: CollectionModel) => levelHere(target, 'read') === 'all'
  if (targets.every(isWhole)) {
    return ''
  }
  const collection = `${alias}."${field.column}_collection"`
  const whole = targets.filter(isWhole).map(({ slug }) => slug)
  const parts = [
    ...(field.required ? [] : [`${collection} is null`]),
    ...(whole.length === 0 ? [] : [`${collection} = any(${parameters.add(whole, 'text[]')})`]),
    ...targets.flatMap((target) => {
      if (isWhole(target) || levelHere(target, 'read') === 'none') {
        return []
      }
      const inner = `k${parameters.nextAlias()}`
      const slug = parameters.add(target.slug, 'text')

      return [
        `(${collection} = ${slug} and exists (select from ${target.table} ${inner} where ${inner}.tenant_id = ${parameters.tenant} and ${readableSql(target, inner, parameters)}${inner}.id = ${alias}."${field.column}_id"))`,
      ]
    }),
  ]

  return parts.length === 0 ? 'false and ' : `(${parts.join(' or ')}) and `
}

function ownedSql(model: CollectionModel, alias: string, parameters: Parameters): string {
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
