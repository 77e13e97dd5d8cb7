import type { importRowsScreen, importScreen, ScreenData } from '../../screens/index.ts'

/** What the wizard is given. */
export type ImportData = ScreenData<typeof importScreen>

/** An import with the state of its jobs. */
export type ImportFacts = NonNullable<ImportData['import']>

/** How a file is going to be read. */
export type PreviewFacts = NonNullable<ImportData['preview']>

/** The steps of an import, in their order; each has an address. */
export const STEPS = ['file', 'map', 'check', 'run'] as const

/** A step of an import. */
export type Step = (typeof STEPS)[number]

/** What a dry run says of one row. */
export type RowFacts = ScreenData<typeof importRowsScreen>['rows'][number]

/** What an import did, or would do. */
export type SummaryFacts = {
  created: number
  failed: number
  incomplete: number
  missingCreated: Readonly<Record<string, number>>
  nearMisses: readonly {
    column: string
    field: string
    rows: number
    suggestion: string
    value: string
  }[]
  rows: number
  skipped: number
  updated: number
}
