import type { FieldView, ListState } from '../../../screens/index.ts'
import type { OperatorName } from './operators.ts'
import { apiOf, operatorOf, operatorsOf } from './operators.ts'

type Tree = ListState['where']

/** One condition on a field. */
export type Leaf = {
  id: string
  kind: 'leaf'
  operator: OperatorName
  path: string
  value: unknown
}

/** Conditions of which all, or any, must be met. */
export type Branch = { id: string; items: readonly Node[]; join: 'and' | 'or'; kind: 'branch' }

/** What people cannot build, kept as it stands. */
export type Kept = { id: string; kind: 'kept'; tree: Tree }

/** A part of a condition as the filter shows it. */
export type Node = Branch | Kept | Leaf

type FieldAt = (path: string) => FieldView | undefined

let counter = 0

/** A key for a part of a condition, unlike any other on the page. */
export function nodeId(): string {
  counter += 1

  return `f${String(counter)}`
}

/** A condition as parts that can be edited; the outermost is always a branch. */
export function nodesOf(tree: Tree, fieldAt: FieldAt): Branch {
  const [only, ...others] = partsOf(tree, fieldAt)
  if (only?.kind === 'branch' && others.length === 0) {
    return only
  }

  return {
    id: nodeId(),
    items: only === undefined ? [] : [only, ...others],
    join: 'and',
    kind: 'branch',
  }
}

/** The condition that parts mean; those without a value are left out. */
export function treeOf(branch: Branch): Tree {
  const parts = branch.items
    .map((node) =>
      node.kind === 'branch' ? treeOf(node) : node.kind === 'kept' ? node.tree : leafTree(node),
    )
    .filter((part): part is Tree => part !== undefined && Object.keys(part).length > 0)

  return parts.length === 0 ? {} : { [branch.join]: parts }
}

/** How many conditions a tree holds. */
export function countOf(tree: Tree): number {
  return Object.entries(tree).reduce(
    (sum, [key, value]) =>
      sum +
      ((key === 'and' || key === 'or') && Array.isArray(value)
        ? value.reduce((inner: number, one) => inner + countOf(one as Tree), 0)
        : 1),
    0,
  )
}

/** A new condition on a field, still without a value. */
export function leafOf(field: FieldView): Leaf {
  const [operator = 'equals'] = operatorsOf(field.kind)

  return { id: nodeId(), kind: 'leaf', operator, path: field.path, value: undefined }
}

function leafTree({ operator, path, value }: Leaf): Tree | undefined {
  const compared = apiOf(operator, value)

  return compared === undefined ? undefined : { [path]: compared }
}

function partsOf(tree: Tree, fieldAt: FieldAt): Node[] {
  return Object.entries(tree).flatMap(([key, value]): Node[] => {
    if ((key === 'and' || key === 'or') && Array.isArray(value)) {
      const items = value.flatMap((one) => partsOf(one as Tree, fieldAt))

      return [{ id: nodeId(), items, join: key, kind: 'branch' }]
    }

    return Object.entries((value ?? {}) as Record<string, unknown>).map(([api, operand]): Node => {
      const kind = fieldAt(key)?.kind
      const known = kind === undefined ? undefined : operatorOf(kind, api, operand)

      return known === undefined
        ? { id: nodeId(), kind: 'kept', tree: { [key]: { [api]: operand } } }
        : { id: nodeId(), kind: 'leaf', operator: known.operator, path: key, value: known.value }
    })
  })
}
