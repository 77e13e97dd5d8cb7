/** The forms an export of records can take; `json` is JSON Lines: one record a line. */
export type ExportFormat = 'csv' | 'json' | 'xlsx'

/** What a person asks to have exported. */
export type ExportRequest = {
  /** CSV only: starts the file with a byte order mark, for Excel. */
  bom?: boolean
  collection: string
  /** `iso` unless the dates of a CSV are to be written as the person's language writes them. */
  dates?: 'iso' | 'locale'
  /** Field paths; all that the person may see when left out. */
  fields?: readonly string[]
  format: ExportFormat
  /** Adds a column with the id beside each relation. */
  ids?: boolean
  /** Language of labels and of dates. */
  locale?: string
  sort?: string
  /** True for the records in the trash as well. */
  trash?: boolean
  where?: Record<string, unknown>
}

/** One column of a table: what is read from a record, and how it is written. */
export type ExportColumn = {
  header: string
  kind:
    | 'boolean'
    | 'currency'
    | 'date'
    | 'id'
    | 'instant'
    | 'json'
    | 'money'
    | 'number'
    | 'reference'
    | 'referenceId'
    | 'text'
  /** Path of the field; for money and currencies, that of the amount. */
  path: string
  /** Collection of a relation; undefined for one to several collections. */
  relationTo?: string | undefined
  /** Decimal places that a whole number stands for. */
  scale: number
}

/** One value of a row, typed as a table writes it. */
export type ExportCell =
  | { kind: 'boolean'; value: boolean }
  | { kind: 'date'; value: string }
  | { kind: 'instant'; value: string }
  | { kind: 'number'; value: string }
  | { kind: 'text'; value: string }
  | null

/** Whose exports are meant: a person's own, or those of an API key that acts in their name. */
export type ExportOwner = {
  /** Null for the person. */
  apiKey: string | null
  userId: string
}

/** An export as its reader sees it. */
export type ExportView = {
  /** Id of the API key that started it, in the name of `createdBy`; null where none did. */
  apiKey: string | null
  collection: string | null
  createdAt: string
  createdBy: string | null
  error: { code: string; message: string } | null
  /** When the file is removed; null until it is there. */
  expiresAt: string | null
  /** Name of the finished file, or null. */
  file: string | null
  finishedAt: string | null
  format: string | null
  id: string
  progress: { done: number; total: number | null }
  state: 'cancelled' | 'done' | 'failed' | 'queued' | 'running'
}
