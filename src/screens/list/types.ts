import type { RecordDoc, SummaryGroup, WhereTree } from '../../collection/index.ts'
import type { CollectionView } from '../collections/types.ts'
import type { Titles } from '../records/types.ts'

/** How the records of a list are put together: by a field, dates by a length of time, with sums. */
export type ListGrouping = {
  by: string
  period?: 'day' | 'month' | 'quarter' | 'week' | 'year' | undefined
  sums?: string[] | undefined
}

/** What a view remembers. */
export type ViewDefinition = {
  board?: Record<string, unknown>
  columns?: string[]
  group?: ListGrouping
  search?: string
  sort?: string
  where?: WhereTree
  widths?: Record<string, number>
}

/** A saved way to look at a collection, as its reader sees it. */
export type SavedView = {
  definition: ViewDefinition
  id: string
  /** True where the reader sees it first. */
  isDefault: boolean
  /** False for a view of the reader's own. */
  isShared: boolean
  kind: 'board' | 'table'
  mayChange: boolean
  /** A text, or one per language. */
  name: unknown
  /** Keys of the roles that see it first. */
  roles: readonly string[]
  /** Id of the team that has it; null for everybody, and for a view of one's own. */
  team: null | string
  version: number
}

/** How a list is looked at: its address with what the view and the person's habits add. */
export type ListState = {
  columns: readonly string[]
  group: ListGrouping | null
  limit: number
  search: string
  /** Paths parted by commas, with `-` in front for descending. */
  sort: string
  trash: boolean
  /** Id of a saved view, or null for the list as such. */
  view: null | string
  where: WhereTree
}

/** A page of records, or the groups they fall into. */
export type ListRows = {
  docs: readonly RecordDoc[]
  /** Null unless the list is grouped. */
  groups: null | readonly SummaryGroup[]
  /** True where there are more groups than these. */
  isCut: boolean
  nextCursor: null | string
  prevCursor: null | string
  /** The order as the API takes it: a relation stands for what the related records are called or stand by. */
  sort: string
  titles: Titles
  totalDocs: number
  totalIsCapped: boolean
  /** The condition as the API takes it: relative dates and the reader are put in, the search and the trash added. */
  where: WhereTree
}

/** What the reader may do with many records at once. */
export type ListRights = { bulk: boolean; export: boolean; shareViews: boolean; tag: boolean }

/** A list as its reader sees it. */
export type ListPage = {
  collection: CollectionView
  /** Why there are no rows, where the condition or the place cannot be answered. */
  fault: null | { code: string; message: string }
  rights: ListRights
  rows: ListRows
  state: ListState
  views: readonly SavedView[]
  /** Widths of columns in pixels, by path. */
  widths: Readonly<Record<string, number>>
}
