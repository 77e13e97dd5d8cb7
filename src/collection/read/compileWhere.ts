import { visibleField } from '../access/fieldsOf.ts'
import { levelHere, readableSql } from '../access/levels.ts'
import { recordErrors } from '../errors.ts'
import { modelOf } from '../model/registry.ts'
import type { CollectionModel, FieldModel, WhereTree } from '../types.ts'
import { branches } from './branches.ts'
import { compare, comparePolymorphic } from './compareValue.ts'
import type { Link } from './compileLinked.ts'
import { compileLinked, linkAt } from './compileLinked.ts'
import type { Parameters } from './parameters.ts'
import { searchPatterns } from './searchPatterns.ts'

const MAX_LEAVES = 200
const MAX_DEPTH = 8

/** What the compiler carries along: the bound values and how much of the budget is used. */
type Walk = { depth: number; leaves: { count: number }; parameters: Parameters }

/**
 * Compiles a Payload `where` into one SQL condition over the table alias, with every value bound, and
 * narrows it to what the person of the running scope may read. Relations are followed by dotted paths,
 * and ties of a link collection by the slug of what is tied, as far as the person may read there; a hidden
 * field is as unknown as a missing one. Throws `RECORD_QUERY_INVALID` on unknown fields, operators or
 * values, and on trees of more than 200 leaves or 8 levels.
 */
export function compileWhere(
  model: CollectionModel,
  where: WhereTree | undefined,
  alias: string,
  parameters: Parameters,
): string {
  const walk = { depth: 0, leaves: { count: 0 }, parameters }
  const condition = compileTree(model, where ?? {}, alias, walk)

  return (
    readableSql(model, alias, parameters) +
    narrow(model, where ?? {}, alias, parameters) +
    condition
  )
}

/**
 * Where only records with certain words can meet a condition, the index of words finds them first;
 * the condition itself is then checked on those few alone.
 */
function narrow(
  model: CollectionModel,
  where: WhereTree,
  alias: string,
  parameters: Parameters,
): string {
  const patterns = searchPatterns(model, where)
  if (patterns === undefined) {
    return ''
  }
  const found = patterns.map(
    (pattern) =>
      `select w.id from tenancy.search_${model.table}(${parameters.add(pattern, 'text')}) as w(id)`,
  )

  return `${alias}.id in (${found.join(' union all ')}) and `
}

function compileTree(model: CollectionModel, where: WhereTree, alias: string, walk: Walk): string {
  if (walk.depth > MAX_DEPTH) {
    throw recordErrors.QUERY_INVALID({ reason: `conditions are nested deeper than ${MAX_DEPTH}` })
  }
  const parts = Object.entries(where).map(([key, value]) => {
    if (key.toLowerCase() === 'and' || key.toLowerCase() === 'or') {
      const inner = branches(value).map((tree) =>
        compileTree(model, tree, alias, { ...walk, depth: walk.depth + 1 }),
      )
      const word = key.toLowerCase()

      return inner.length === 0 ? 'true' : `(${inner.join(` ${word} `)})`
    }

    return compileField(model, key, value, alias, walk)
  })

  return parts.length === 0 ? 'true' : parts.join(' and ')
}

function compileField(
  model: CollectionModel,
  path: string,
  value: unknown,
  alias: string,
  walk: Walk,
): string {
  if (value === null || typeof value !== 'object') {
    throw recordErrors.QUERY_INVALID({ reason: `"${path}" needs an operator` })
  }
  const conditions = Object.entries(value).map(([operator, operand]) => {
    walk.leaves.count += 1
    if (walk.leaves.count > MAX_LEAVES) {
      throw recordErrors.QUERY_INVALID({ reason: `it has more than ${MAX_LEAVES} conditions` })
    }

    return compileLeaf(model, path, operator, operand, alias, walk)
  })

  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}

function compileLeaf(
  model: CollectionModel,
  path: string,
  operator: string,
  operand: unknown,
  alias: string,
  walk: Walk,
): string {
  if (path === 'id') {
    return compare({ expression: `${alias}.id`, kind: 'relation', path }, operator, operand, walk)
  }
  const field = visibleField(model, path)
  if (field !== undefined) {
    return field.kind === 'polymorphic'
      ? comparePolymorphic(field, operator, operand, alias, walk)
      : compare(
          { expression: `${alias}."${field.column}"`, kind: field.kind, path },
          operator,
          operand,
          walk,
        )
  }

  const link = linkAt(model, path)

  return link === undefined
    ? compileRelated(model, path, operator, operand, alias, walk)
    : compileTied(link, { model, operand, operator, path }, alias, walk)
}

/** A condition on what is tied to the record through a link collection. */
function compileTied(
  link: Link,
  asked: { model: CollectionModel; operand: unknown; operator: string; path: string },
  alias: string,
  walk: Walk,
): string {
  const { model, operand, operator, path } = asked
  const [, ...tail] = path.split('.')

  return compileLinked(
    link,
    { operand, operator, tail: tail.join('.') },
    { alias, slug: model.slug },
    walk.parameters,
    (side, sideOperator, sideOperand, inner) =>
      compileLeaf(link.model, side, sideOperator, sideOperand, inner, walk),
  )
}

/** A condition on a field of a related record: the related ids are found first, inside the tenant. */
function compileRelated(
  model: CollectionModel,
  path: string,
  operator: string,
  operand: unknown,
  alias: string,
  walk: Walk,
): string {
  const [head, ...rest] = splitRelation(model, path)
  const tail = rest.join('.')
  if (head.kind === 'polymorphic') {
    const column = tail === 'relationTo' ? 'collection' : tail === 'value' ? 'id' : undefined
    if (column === undefined) {
      throw unknownField(path)
    }
    const kind = column === 'id' ? 'relation' : 'text'

    return compare(
      { expression: `${alias}."${head.column}_${column}"`, kind, path },
      operator,
      operand,
      walk,
    )
  }
  const related = modelOf(head.relationTo ?? '')
  if (levelHere(related, 'read') === 'none') {
    throw unknownField(path)
  }
  const inner = `r${walk.parameters.nextAlias()}`
  const condition = compileLeaf(related, tail, operator, operand, inner, walk)
  const words = narrow(related, { [tail]: { [operator]: operand } }, inner, walk.parameters)

  return `${alias}."${head.column}" in (select ${inner}.id from ${related.table} ${inner} where ${inner}.tenant_id = ${walk.parameters.tenant} and ${readableSql(related, inner, walk.parameters)}${words}${condition})`
}

function splitRelation(model: CollectionModel, path: string): [FieldModel, ...string[]] {
  const keys = path.split('.')
  for (let length = keys.length - 1; length > 0; length -= 1) {
    const field = visibleField(model, keys.slice(0, length).join('.'))
    if (field?.kind === 'relation' || field?.kind === 'polymorphic') {
      return [field, ...keys.slice(length)]
    }
  }
  throw unknownField(path)
}

function unknownField(path: string) {
  return recordErrors.QUERY_INVALID({ reason: `there is no field "${path}"` })
}
