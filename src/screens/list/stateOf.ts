import type { CollectionView } from '../collections/types.ts'
import type { ListInput } from './input.ts'
import type { ListHabits } from './readHabits.ts'
import type { ListState, SavedView } from './types.ts'

const PAGE = 25

/**
 * How a list is looked at: what its address says goes before its view, that before the reader's habits, and those
 * before what the collection declares. Fields that the reader does not have are left out.
 */
export function stateOf(
  collection: CollectionView,
  input: ListInput,
  from: { habits: ListHabits; views: readonly SavedView[] },
): ListState {
  const known = new Set(collection.fields.map(({ path }) => path))
  const view = viewOf(input, from.views)
  const saved = view?.definition ?? {}
  const columns = (input.columns ?? saved.columns ?? from.habits.columns ?? []).filter((path) =>
    known.has(path),
  )
  const group = input.group === undefined ? (saved.group ?? null) : input.group

  return {
    columns:
      columns.length > 0 ? columns : collection.listColumns.filter((path) => known.has(path)),
    group: group === null || !isKnown(known, group.by) ? null : group,
    limit: input.limit ?? PAGE,
    search: input.search ?? saved.search ?? '',
    sort: knownSort(known, input.sort ?? saved.sort ?? '') || collection.defaultSort,
    trash: input.trash && collection.trash,
    view: view?.id ?? null,
    where: input.where ?? saved.where ?? {},
  }
}

/** An address that says nothing shows the view that the reader sees first. */
function viewOf(input: ListInput, views: readonly SavedView[]): SavedView | undefined {
  if (input.view !== undefined) {
    return views.find(({ id }) => id === input.view)
  }
  const isBare = (['columns', 'group', 'search', 'sort', 'where'] as const).every(
    (key) => input[key] === undefined,
  )
  const tables = views.filter(({ isDefault, kind }) => isDefault && kind === 'table')

  return isBare && !input.trash
    ? (tables.find(({ isShared }) => !isShared) ?? tables[0])
    : undefined
}

function knownSort(known: ReadonlySet<string>, sort: string): string {
  return sort
    .split(',')
    .filter((part) => isKnown(known, part.replace(/^-/, '')))
    .join(',')
}

/** True for a field of the collection, the id, or a field of a record that one points to. */
function isKnown(known: ReadonlySet<string>, path: string): boolean {
  const [head = ''] = path.split('.')

  return path === 'id' || known.has(path) || known.has(head)
}
