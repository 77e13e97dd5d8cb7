import { recordErrors } from '../errors.ts'
import { modelOf } from '../model/registry.ts'
import type { CollectionModel } from '../types.ts'
import type { Parameters } from './parameters.ts'

/** Compiles `-closeDate,company.name` into an ORDER BY that ends in the id, so that paging is stable. */
export function compileSort(
  model: CollectionModel,
  sort: readonly string[] | string | undefined,
  alias: string,
  parameters: Parameters,
): string {
  const wanted = (typeof sort === 'string' ? sort.split(',') : (sort ?? []))
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const parts = (wanted.length === 0 ? ['-createdAt'] : wanted).map((part) => {
    const descending = part.startsWith('-')
    const path = descending ? part.slice(1) : part

    return {
      direction: descending ? ' desc' : '',
      sql: sortExpression(model, path, alias, parameters),
    }
  })
  const last = parts.at(-1)?.direction ?? ''

  return [...parts, { direction: last, sql: `${alias}.id` }]
    .map((part) => `${part.sql}${part.direction}`)
    .join(', ')
}

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
  const field = model.byPath.get(path)
  if (field !== undefined) {
    return field.kind === 'polymorphic'
      ? `${alias}."${field.column}_id"`
      : `${alias}."${field.column}"`
  }
  const dot = path.lastIndexOf('.')
  const head = model.byPath.get(path.slice(0, Math.max(dot, 0)))
  if (head?.relationTo === undefined) {
    throw recordErrors.QUERY_INVALID({ reason: `there is no field "${path}" to sort by` })
  }
  const related = modelOf(head.relationTo)
  const inner = `s${parameters.nextAlias()}`

  return `(select ${sortExpression(related, path.slice(dot + 1), inner, parameters)} from ${related.table} ${inner} where ${inner}.tenant_id = ${parameters.tenant} and ${inner}.id = ${alias}."${head.column}")`
}
