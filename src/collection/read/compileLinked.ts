import { visibleField } from '../access/fieldsOf.ts'
import { levelHere, readableSql } from '../access/levels.ts'
import { recordErrors } from '../errors.ts'
import { allModels, modelOf } from '../model/registry.ts'
import type { CollectionModel, FieldModel } from '../types.ts'
import type { Parameters } from './parameters.ts'

/** How records of a collection are tied to those of another through a link collection, and its other side. */
export type Link = { model: CollectionModel; other: FieldModel; target: FieldModel }

type Asked = { operand: unknown; operator: string; tail: string }

/** Compiles a condition on a field of the link collection under an alias. */
type Leaf = (path: string, operator: string, operand: unknown, alias: string) => string

const POSITIVE: Readonly<Record<string, string>> = { not_equals: 'equals', not_in: 'in' }
const OPERATORS = new Set(['equals', 'exists', 'in', 'not_equals', 'not_in'])

/**
 * The link by which a path such as `tags` reaches records tied to those of a collection: the slug of the
 * link collection's other side. Undefined where a field has that name, and where the person may not read
 * the ties or what is tied.
 */
export function linkAt(model: CollectionModel, path: string): Link | undefined {
  const [head = ''] = path.split('.')
  const isField = model.fields.some((field) => field.path.split('.')[0] === head)

  return isField ? undefined : linksOf(model).find(({ other }) => other.relationTo === head)
}

/** Every link of a collection that the person of the running scope may ask by. */
export function linksOf(model: CollectionModel): readonly Link[] {
  return allModels().flatMap((link) => {
    const target = link.fields.find(({ targets }) => targets?.includes(model.slug) === true)
    const others = link.fields.filter(({ kind, required }) => kind === 'relation' && required)
    const [other] = others
    const isLink = target !== undefined && other !== undefined && others.length === 1

    return isLink && isReadable(link, target, other) ? [{ model: link, other, target }] : []
  })
}

function isReadable(link: CollectionModel, target: FieldModel, other: FieldModel): boolean {
  return (
    levelHere(link, 'read') !== 'none' &&
    levelHere(modelOf(other.relationTo ?? ''), 'read') !== 'none' &&
    [target, other].every(({ path }) => visibleField(link, path) !== undefined)
  )
}

/**
 * A condition on what records are tied to: `in`, `equals` and `exists` ask for a tie, `not_in` and
 * `not_equals` for there being none; behind a dot stands any condition on what is tied.
 */
export function compileLinked(
  { model, other, target }: Link,
  asked: Asked,
  row: { alias: string; slug: string },
  parameters: Parameters,
  leaf: Leaf,
): string {
  const { operand, operator, tail } = asked
  if (tail === '' && !OPERATORS.has(operator)) {
    throw recordErrors.QUERY_INVALID({
      reason: `"${other.relationTo}" cannot be compared with "${operator}"`,
    })
  }
  const inner = `l${parameters.nextAlias()}`
  const isAsked = tail !== '' || operator !== 'exists'
  const isNone =
    tail === '' &&
    (POSITIVE[operator] !== undefined ||
      (!isAsked && operand !== true && operand !== 'true' && operand !== '1'))
  const path = tail === '' ? other.path : `${other.path}.${tail}`
  const conditions = [
    `${inner}.tenant_id = ${parameters.tenant}`,
    `${inner}."${target.column}_collection" = ${parameters.add(row.slug, 'text')}`,
    ...(model.trash ? [`${inner}.deleted_at is null`] : []),
    ...(isAsked ? [leaf(path, POSITIVE[operator] ?? operator, operand, inner)] : []),
    // A tie to what the person may not read must not tell that it is there.
    ...(tail === '' && levelHere(modelOf(other.relationTo ?? ''), 'read') !== 'all'
      ? [leaf(`${other.path}.id`, 'exists', true, inner)]
      : []),
  ]

  return `${row.alias}.id ${isNone ? 'not in' : 'in'} (select ${inner}."${target.column}_id" from ${model.table} ${inner} where ${readableSql(model, inner, parameters)}${conditions.join(' and ')})`
}
