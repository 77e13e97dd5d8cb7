import type { Change, CollectionModel, RecordDoc, WriteResult } from '../collection/index.ts'
import type { Transaction } from '../kernel/db/index.ts'

/** The text encodings a file may have. */
export type CsvEncoding = 'utf-16be' | 'utf-16le' | 'utf-8' | 'windows-1252'

/** How the bytes of a file become rows. */
export type CsvFormat = {
  delimiter: string
  encoding: CsvEncoding
  /** Lines before the header row, as the `sep=;` that Excel writes. */
  skipLines: number
}

/** How a file of either kind becomes rows. */
export type FileFormat =
  | ({ kind: 'csv' } & CsvFormat)
  | {
      kind: 'xlsx'
      /** The sheet that is read. */
      sheet: string
      /** All sheets that could be. */
      sheets: readonly string[]
    }

/** The order in which a column writes its dates. */
export type DateOrder = 'dmy' | 'iso' | 'mdy' | 'ymd'

/** The sign a column writes before the fraction. */
export type DecimalSign = ',' | '.'

/** Where the values of a column go. */
export type ColumnTarget =
  /** The id the record has where the file comes from. */
  | { kind: 'external' }
  | {
      /** True for a column that says the opposite of the field, as `discontinued` of `active`. */
      invert?: boolean
      kind: 'field'
      /** `first` and `last` join into one name; `whole` is split into first and last name. */
      part?: 'first' | 'last' | 'whole'
      path: string
    }

/** What is done with one column of the file. */
export type ColumnPlan = {
  dateOrder?: DateOrder
  decimal?: DecimalSign
  header: string
  /** What the file writes → what it means, from the map. */
  values?: Readonly<Record<string, string>>
  target: ColumnTarget | null
}

/** Something the person importing should know about the plan. */
export type ImportNote = { code: string; message: string }

/** How rows of the file are matched to records that exist. */
export type MatchPlan =
  { by: 'external'; source: string } | { by: 'field'; path: string } | { by: 'none' }

/** Everything that is decided before the first row is written; plain JSON, kept in the job. */
export type ImportPlan = {
  collection: string
  columns: readonly ColumnPlan[]
  /** Currency of amounts in rows that name none. */
  currency: string
  format: FileFormat
  /** True when rows refer to records of the collection they themselves become. */
  linksRows: boolean
  match: MatchPlan
  notes: readonly ImportNote[]
  /** Rows of the file without the header. */
  rows: number
}

/** A map given by the person importing; what it leaves out is guessed. */
export type ImportMap = {
  /** Column → field path, `externalId`, or null to leave it out. */
  columns?: Readonly<Record<string, string | null>>
  currency?: string
  dateOrder?: DateOrder
  decimal?: DecimalSign
  key?: string
  /** Of a workbook: the sheet to read. */
  sheet?: string
  /** Field or column → what the file writes → what it means. */
  values?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** What a tenant's settings say about reading figures and dates. */
export type ImportSettings = { currency: string; locale: string }

/** One thing wrong with one row; `field` is a path of the collection. */
export type RowFault = {
  code: string
  /** The column of the file. */
  column?: string
  field?: string
  message: string
}

/** A fault as the report shows it; rows count as in a spreadsheet, the header being row 1. */
export type RowError = RowFault & { row: number }

/** Where references of one kind look: a collection, within a scope such as one pipeline. */
export type Place = { collection: string; where?: Readonly<Record<string, string>> }

/** A value that names another record. */
export type RowReference = {
  column: string
  path: string
  relationTo: string
  value: string
}

/** One row of the file, understood as far as is possible without looking at other records. */
export type PreparedRow = {
  data: Record<string, unknown>
  external: string | null
  faults: RowFault[]
  nearMisses: NearMiss[]
  /** What a dry run has found out about the row. */
  preview?: Pick<RowPreview, 'changes' | 'outcome' | 'recordId' | 'title'>
  /** The cells as the file has them. */
  raw: readonly string[]
  references: RowReference[]
  row: number
}

/** The records of a tenant as an import sees them, inside one transaction. */
export type ImportStore = {
  /** Id of the record marked as default, else of the oldest, or null. */
  first: (collection: string) => Promise<string | null>
  /** Ids by normalised value; more than one id means the value is ambiguous. */
  find: (args: {
    collection: string
    field: string
    values: readonly string[]
    where?: Readonly<Record<string, string>>
  }) => Promise<Map<string, string[]>>
  /** The places outside that records of a collection have ids in. */
  externalSources: (collection: string) => Promise<string[]>
  /** Ids by the id they have in one of the sources, whether the person may read them or not. */
  findExternal: (args: {
    collection: string
    sources: readonly string[]
    values: readonly string[]
  }) => Promise<Map<string, string[]>>
  /** Keeps which record an outside id means. */
  linkExternal: (args: {
    collection: string
    entries: readonly { id: string; value: string }[]
    source: string
  }) => Promise<void>
  /** The greatest number in a field of the records that meet `where`, or null. */
  greatest: (args: {
    collection: string
    field: string
    where: Readonly<Record<string, string>>
  }) => Promise<number | null>
  /** Makes sure that two imports of a tenant do not create the same missing record. */
  lockCreation: () => Promise<void>
  model: (collection: string) => CollectionModel
  /** Names of records that the person may read, at most some tens of thousands. */
  names: (collection: string) => Promise<{ id: string; name: string }[]>
  /** Those of the ids whose records the person may read. */
  readable: (collection: string, ids: readonly string[]) => Promise<ReadonlySet<string>>
  read: (collection: string, ids: readonly string[]) => Promise<Map<string, RecordDoc>>
  /** Runs `work`, gives its result and undoes all it wrote: a dry run. */
  undone: <T>(work: () => Promise<T>) => Promise<T>
  /** Writes as the person: their rights and the fields they may not write bind every row. */
  write: (collection: string, changes: readonly Change[]) => Promise<WriteResult[]>
  /** Writes records that rows refer to and nobody has, where the person may make such records. */
  writeMissing: (collection: string, changes: readonly Change[]) => Promise<WriteResult[]>
}

/** Opens the store of the current tenant on a transaction. */
export type OpenImportStore = (transaction: Transaction) => ImportStore

/** A difference that a dry run found between a record and its row. */
export type RowDifference = {
  after: unknown
  before: unknown
  field: string
  id: string
  row: number
}

/** What becomes of a row. */
export type RowOutcome = 'changed' | 'created' | 'refused' | 'unchanged'

/** A value that nothing has but something is very close to. */
export type NearMiss = {
  collection: string
  column: string
  field: string
  /** What exists and was probably meant. */
  suggestion: string
  value: string
}

/** What a dry run says of one row of the file. */
export type RowPreview = {
  changes: readonly { field: string; from: unknown; to: unknown }[]
  faults: readonly RowFault[]
  nearMisses: readonly NearMiss[]
  outcome: RowOutcome
  /** The record that exists already, or null. */
  recordId: string | null
  row: number
  title: string | null
}

/** What an import did, or would do. */
export type ImportSummary = {
  created: number
  dryRun: boolean
  /** The first differences that the rows make to existing records; a dry run only. */
  differences: readonly RowDifference[]
  /** The first errors; all of them stand in the error file. */
  errors: readonly RowError[]
  /** The error file, relative to the data directory, or null without errors. */
  errorFile: string | null
  failed: number
  /** Rows that were written but refer to a record of their own collection that could not be found. */
  incomplete: number
  /** Records that rows referred to and that were created on the way, by collection. */
  missingCreated: Readonly<Record<string, number>>
  /** Values that name nothing but are close to something, with the rows they stand in; a dry run only. */
  nearMisses: readonly (NearMiss & { rows: number })[]
  notes: readonly ImportNote[]
  rows: number
  /** Rows that were blank or would have changed nothing. */
  skipped: number
  updated: number
}
