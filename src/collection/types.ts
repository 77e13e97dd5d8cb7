import type { FieldKind, TenonFieldOptions } from '../fields/types.ts'
import type { Transaction } from '../kernel/db/index.ts'
import type { AccessView } from '../kernel/scope/index.ts'

/** One stored field of a collection, as reading, writing, importing and the schema see it. */
export type FieldModel = {
  column: string
  indexed: boolean
  kind: FieldKind
  label: unknown
  /** Lower-cased on write: e-mails and domains, so that look-ups stay leakproof. */
  lowerCase: boolean
  /** Greatest number that is taken. */
  max: number | undefined
  maxLength: number | undefined
  /** Least number that is taken. */
  min: number | undefined
  onDelete: 'cascade' | 'restrict' | 'set null'
  options: readonly string[] | undefined
  /** Dotted path in JSON, for example `address.city`. */
  path: string
  /** The value belongs to a person and goes when they are erased; absent: no. */
  personal?: 'title' | true
  /** Written by the system alone; a client that sends it is refused. */
  protected: boolean
  /** Slug of the related collection. */
  relationTo: string | undefined
  required: boolean
  /** Names the unit for screens and import: `money`, `thousandths`, `percent`, `email`, `phone`, `url`. */
  semantic: string | undefined
  /** Who is shown it is noted in the audit; absent: no. */
  sensitive?: boolean
  /** Slugs that a tie to several collections may point to; absent for other kinds. */
  targets?: readonly string[]
  unique: boolean
}

/** How people may write a collection, whatever their role; rules and code of ours may do all. */
export type WrittenBy =
  /** as their role says */
  | 'people'
  /** added to as their role says, never changed or deleted: a log */
  | 'people-once'
  /** not at all: rules keep it */
  | 'rules'

/** A collection compiled for the record store. */
export type CollectionModel = {
  /** Every stored field except `id`, by path. */
  byPath: ReadonlyMap<string, FieldModel>
  fields: readonly FieldModel[]
  /** Permission that every write asks for beside the role's level, such as `settings.manage`. */
  guard: string | undefined
  /** Id of the module that declares it; leads the names of its events. */
  module: string
  /** Singular of the slug, as in the event `crm.company.created`. */
  noun: string
  /** Path of the user field that makes a record somebody's own, if any. */
  ownerField: string | undefined
  /** True where everybody reaches their own records and nobody else's, whatever their role. */
  personal: boolean
  rules: readonly CollectionRules[]
  /** Fields the search box of a list looks in. */
  searchFields: readonly string[]
  slug: string
  table: string
  /** Path of the field that names a record. */
  title: string
  /** True when deleting moves to the trash first. */
  trash: boolean
  /** True when each write leaves a change row and bumps `version`. */
  tracked: boolean
  writtenBy: WrittenBy
}

/** One record in JSON: nested by groups, relations as ids. */
export type RecordDoc = Record<string, unknown> & { id: string }

/** One wanted change of one record. */
export type Change =
  | { data: Record<string, unknown>; id?: string; op: 'create' }
  | { data: Record<string, unknown>; id: string; op: 'update'; version?: number }
  | { id: string; op: 'delete' | 'restore' | 'trash' }

/** A change on its way through the rules; `after` may still be altered in `prepare`. */
export type PendingChange = {
  /** The whole record as it will stand, or null when it goes. */
  after: RecordDoc | null
  /** The whole record as it stands under lock, or null when it is new. */
  before: RecordDoc | null
  id: string
  /** What the caller sent. */
  input: Record<string, unknown>
  op: Change['op']
  /** Records a reason why this change alone is refused; the others go on in a partial write. */
  refuse: (error: Error) => void
}

/** What a rule may lean on. */
export type RuleContext = {
  /** What the person who writes may do, where the running scope knows it; rules themselves are not bound by it. */
  access?: AccessView
  now: Date
  tenantId: string
  transaction: Transaction
  userId: string | null
}

/** The business rules of a collection, given whole batches so that an import asks once, not per row. */
export type CollectionRules = {
  /** Writes that belong to the change, in the same transaction, after the records stand. */
  effects?: (changes: readonly PendingChange[], context: RuleContext) => Promise<void>
  /** Unique name, `module.verbNoun`. */
  id: string
  /** Fills in derived values and refuses what must not be, before anything is written. */
  prepare?: (changes: readonly PendingChange[], context: RuleContext) => Promise<void>
}

/** The outcome of one change of a batch. */
export type WriteResult =
  | { doc: RecordDoc | null; id: string; ok: true; op: Change['op'] }
  | { error: Error; id: string | undefined; ok: false; op: Change['op'] }

/** A comparison tree in Payload's REST shape: `{field: {operator: value}}`, `and`, `or`. */
export type WhereTree = { [key: string]: unknown; and?: WhereTree[]; or?: WhereTree[] }

/** What Tenon adds to a Payload collection, under `custom.tenon`. */
export type TenonCollectionOptions = {
  /** True for configuration: rows with a key and a pedigree; writing them asks for `settings.manage`. */
  configuration?: boolean
  /** Permission that every write asks for; default: `settings.manage` for configuration, else none. */
  guard?: string
  /** Name of an icon of the admin's icon set; default: that of the group of the navigation. */
  icon?: string
  /** Extra composite indexes, by field path, each optionally followed by ` desc`; tenant_id leads. */
  indexes?: readonly (readonly string[])[]
  /** Slugs of link collections whose ties may point to records of this one. */
  linkedBy?: readonly string[]
  /** Singular for event names; default: the slug without its plural ending. */
  noun?: string
  ownerField?: string
  /** True: everybody reaches the records they own, and nobody those of others. */
  personal?: boolean
  /** Columns of this table that the system role may select (identity only). */
  systemColumns?: readonly string[]
  searchFields?: readonly string[]
  /** Default true: keeps change rows and a version. */
  tracked?: boolean
  /** Default `people`: whether people may write at all, whatever their role says. */
  writtenBy?: WrittenBy
  /** Combinations of field paths unique in the tenant among rows not in the trash. */
  unique?: readonly (readonly string[])[]
}

export type { FieldKind, TenonFieldOptions }
