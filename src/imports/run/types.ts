import type { CollectionModel } from '../../collection/index.ts'
import type { NameIndex } from '../relations/nameIndex.ts'
import type {
  ImportPlan,
  ImportStore,
  Place,
  RowDifference,
  RowError,
  RowPreview,
} from '../types.ts'

/** What one pass over some rows did. */
export type StepReport = {
  created: number
  differences: RowDifference[]
  /** Every fault, with the cells of its row for the error file. */
  errors: { error: RowError; raw: readonly string[] }[]
  failed: number
  incomplete: number
  missingCreated: Record<string, number>
  /** What becomes of each row; a dry run only. */
  previews: RowPreview[]
  skipped: number
  updated: number
}

/** What is remembered between the steps of one run; a resumed job starts with an empty one. */
export type RunMemory = {
  /** Would-be records of a dry run, since their rows are undone after each step. */
  dryCreated: Set<string>
  /** Names and outside ids of the rows a dry run has seen. */
  dryNames: Set<string>
  /** Names that exist, by collection, for finding what was probably meant; a dry run only. */
  names: Map<string, NameIndex>
  /** Ids by collection, scope and normalised value. */
  references: Map<string, string>
  /** The places outside that a collection has ids in. */
  sources: Map<string, readonly string[]>
  /** What a dry run has created in its current step, to be forgotten after it. */
  undone: { place: Place; value: string }[]
}

/** What the work on some rows leans on. */
export type StepContext = {
  createMissing: boolean
  dryRun: boolean
  jobId: string
  memory: RunMemory
  model: CollectionModel
  plan: ImportPlan
  report: StepReport
  store: ImportStore
}

/** A report of nothing. */
export function emptyReport(): StepReport {
  return {
    created: 0,
    differences: [],
    errors: [],
    failed: 0,
    incomplete: 0,
    missingCreated: {},
    previews: [],
    skipped: 0,
    updated: 0,
  }
}

/** The memory of a run that has seen nothing. */
export function emptyMemory(): RunMemory {
  return {
    dryCreated: new Set(),
    dryNames: new Set(),
    names: new Map(),
    references: new Map(),
    sources: new Map(),
    undone: [],
  }
}
