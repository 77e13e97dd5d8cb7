/** What applying a document does, or would do, with one row. */
export type ConfigurationStep = {
  action: 'create' | 'unchanged' | 'update'
  /** The values that change, by field path. */
  changes: Readonly<Record<string, { from: unknown; to: unknown }>>
  collection: string
  id: string
  key: string
  /** Fields left alone because the tenant changed them since they were applied. */
  kept: readonly string[]
}

/** What applying a document does, or would do, row by row. */
export type ConfigurationPlan = { steps: readonly ConfigurationStep[] }

/** Where a configuration row came from; `applied` is the base of the next merge. */
export type ConfigurationOrigin = {
  applied: Readonly<Record<string, unknown>>
  /** SHA-256 of what was applied. */
  hash: string
  source: string
  version: number
}
