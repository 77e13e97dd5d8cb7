import type { JobCursor } from '../../jobs/index.ts'
import type { ImportSummary, NearMiss, RowDifference, RowError } from '../types.ts'
import type { StepReport } from './types.ts'

const KEPT = 100

/** Where an import stands: kept as the cursor of its job. */
export type ImportState = {
  created: number
  differences: readonly RowDifference[]
  errorBytes: number
  errors: readonly RowError[]
  failed: number
  incomplete: number
  missingCreated: Readonly<Record<string, number>>
  nearMisses: ImportSummary['nearMisses']
  /** `done`: all that is left is to say so. */
  phase: 'done' | 'links' | 'rows'
  /** Last row of the file that this phase has done; the header is row 1. */
  row: number
  skipped: number
  updated: number
}

/** The state of an import that has not begun, or the one its cursor holds. */
export function importState(cursor: JobCursor | null): ImportState {
  const fresh: ImportState = {
    created: 0,
    differences: [],
    errorBytes: 0,
    errors: [],
    failed: 0,
    incomplete: 0,
    missingCreated: {},
    nearMisses: [],
    phase: 'rows',
    row: 1,
    skipped: 0,
    updated: 0,
  }

  return { ...fresh, ...cursor }
}

/** The state after a step. */
export function advance(
  state: ImportState,
  report: StepReport,
  to: Pick<ImportState, 'errorBytes' | 'phase' | 'row'>,
): ImportState {
  const missingCreated = { ...state.missingCreated }
  for (const [collection, count] of Object.entries(report.missingCreated)) {
    missingCreated[collection] = (missingCreated[collection] ?? 0) + count
  }

  return {
    created: state.created + report.created,
    differences: [...state.differences, ...report.differences].slice(0, KEPT),
    errors: [...state.errors, ...report.errors.map(({ error }) => error)].slice(0, KEPT),
    failed: state.failed + report.failed,
    incomplete: state.incomplete + report.incomplete,
    missingCreated,
    nearMisses: countNearMisses(state.nearMisses, report),
    skipped: state.skipped + report.skipped,
    updated: state.updated + report.updated,
    ...to,
  }
}

function countNearMisses(
  known: ImportSummary['nearMisses'],
  { previews }: StepReport,
): ImportSummary['nearMisses'] {
  const keyOf = (miss: NearMiss) => `${miss.field}\u0000${miss.value}`
  const counted = new Map(known.map((miss) => [keyOf(miss), { ...miss }]))
  for (const miss of previews.flatMap(({ nearMisses }) => nearMisses)) {
    const found = counted.get(keyOf(miss))
    if (found !== undefined) {
      found.rows += 1
    } else if (counted.size < KEPT) {
      counted.set(keyOf(miss), { ...miss, rows: 1 })
    }
  }

  return [...counted.values()]
}

/** What the person importing reads at the end. */
export function summaryOf(
  state: ImportState,
  facts: Pick<ImportSummary, 'dryRun' | 'errorFile' | 'notes' | 'rows'>,
): ImportSummary {
  return {
    created: state.created,
    differences: state.differences,
    errors: state.errors,
    failed: state.failed,
    incomplete: state.incomplete,
    missingCreated: state.missingCreated,
    nearMisses: state.nearMisses,
    skipped: state.skipped,
    updated: state.updated,
    ...facts,
  }
}
