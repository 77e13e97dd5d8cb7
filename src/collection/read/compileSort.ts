import { visibleField } from '../access/fieldsOf.ts'
import { levelHere, readableSql } from '../access/levels.ts'
import { recordErrors } from '../errors.ts'
import { modelOf } from '../model/registry.ts'
import type { CollectionModel } from '../types.ts'
import type { Parameters } from './parameters.ts'

/** The SQL value of a field, or of a field of a related record, for ordering and grouping. */
export function sortExpression(
  model: CollectionModel,
  path: string,
  alias: string,
  parameters: Parameters,
): string {
  if (path === 'id') {
    return `${alias}.id`
  }
  const field = visibleField(model, path)
  if (field !== undefined) {
    return field.kind === 'polymorphic'
      ? `${alias}."${field.column}_id"`
      : `${alias}."${field.column}"`
  }
  const dot = path.lastIndexOf('.')
  const head = visibleField(model, path.slice(0, Math.max(dot, 0)))
  const target = head?.relationTo === undefined ? undefined : modelOf(head.relationTo)
  if (head === undefined || target === undefined || levelHere(target, 'read') === 'none') {
    throw recordErrors.QUERY_INVALID({ reason: `there is no field "${path}" to sort by` })
  }
  const inner = `s${parameters.nextAlias()}`

  return `(select ${sortExpression(target, path.slice(dot + 1), inner, parameters)} from ${target.table} ${inner} where ${inner}.tenant_id = ${parameters.tenant} and ${readableSql(target, inner, parameters)}${inner}.id = ${alias}."${head.column}")`
}

/**
 * Like `sortExpression`, but the related records are joined to the statement by `joins`, which belong behind
 * its table: for an order over many records they are then read once, not for each.
 */
export function joinedExpression(
  model: CollectionModel,
  path: string,
  alias: string,
  parameters: Parameters,
): { joins: string; sql: string } {
  const dot = path.lastIndexOf('.')
  const head = visibleField(model, path.slice(0, Math.max(dot, 0)))
  const target = head?.relationTo === undefined ? undefined : modelOf(head.relationTo)
  if (
    head === undefined ||
    target === undefined ||
    visibleField(model, path) !== undefined ||
    levelHere(target, 'read') === 'none'
  ) {
    return { joins: '', sql: sortExpression(model, path, alias, parameters) }
  }
  const inner = `j${parameters.nextAlias()}`

  return {
    joins: ` left join ${target.table} ${inner} on ${inner}.tenant_id = ${parameters.tenant} and ${readableSql(target, inner, parameters)}${inner}.id = ${alias}."${head.column}"`,
    sql: sortExpression(target, path.slice(dot + 1), inner, parameters),
  }
}
