import type { WhereTree } from '../../collection/index.ts'
import { modelOf, visibleField } from '../../collection/index.ts'
import type { ScreenReader } from '../types.ts'
import type { BoardInput } from './boardInput.ts'
import type { OpenBoard } from './openBoard.ts'

/** The condition of the records that a board shows, whatever their column. */
export function boardWhere(
  { shape, view }: OpenBoard,
  input: BoardInput,
  reader: ScreenReader,
): WhereTree {
  const text = input.text.trim()

  return {
    and: [
      ...(view.trash ? [{ deletedAt: { exists: false } }] : []),
      ...ownerWhere(shape.owner, input.owner, reader),
      ...(shape.date === null || input.from === undefined
        ? []
        : [{ [shape.date]: { greater_than_equal: input.from } }]),
      ...(shape.date === null || input.to === undefined
        ? []
        : [{ [shape.date]: { less_than_equal: input.to } }]),
      ...(text === ''
        ? []
        : [{ or: searchedPaths(view, shape.company).map((path) => ({ [path]: { like: text } })) }]),
    ],
  }
}

/** The condition of the records in one column. */
export function columnWhere(
  { shape, view }: OpenBoard,
  where: WhereTree,
  column: string,
): WhereTree {
  const field = view.fields.find(({ path }) => path === shape.by)
  const within =
    column === '' && field?.kind === 'choice'
      ? { [shape.by]: { exists: false } }
      : { [shape.by]: { equals: column } }

  return { and: [within, where] }
}

function ownerWhere(
  path: null | string,
  owner: string | undefined,
  { principal }: ScreenReader,
): WhereTree[] {
  if (path === null || owner === undefined || owner === '') {
    return []
  }

  return owner === 'none'
    ? [{ [path]: { exists: false } }]
    : [{ [path]: { equals: owner === 'me' ? principal.userId : owner } }]
}

/** What the search box looks in: what lists look in, and what the named related record is called. */
function searchedPaths(view: OpenBoard['view'], company: null | string): string[] {
  const related = view.fields.find(({ path }) => path === company)?.relationTo
  const target = related === undefined ? undefined : modelOf(related)
  const isNamed = target !== undefined && visibleField(target, target.title)?.kind === 'text'

  return [
    ...(view.searchFields.length === 0 ? [view.title] : view.searchFields),
    ...(isNamed ? [`${company ?? ''}.${target.title}`] : []),
  ]
}
