import { rm } from 'node:fs/promises'

import { z } from 'zod'

import type { Job, JobContext, StepOutcome } from '../../jobs/index.ts'
import { defineJob } from '../../jobs/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import type { CsvRow } from '../parse/readCsv.ts'
import { openCsv } from '../parse/readCsv.ts'
import { openRecordStore } from '../store/recordStore.ts'
import type { ImportPlan, ImportSummary, OpenImportStore } from '../types.ts'
import { writeErrors } from './errorFile.ts'
import { importRows } from './importRows.ts'
import type { ImportState } from './importState.ts'
import { advance, importState, summaryOf } from './importState.ts'
import { linkRows } from './linkRows.ts'
import type { RunMemory, StepContext } from './types.ts'
import { emptyMemory, emptyReport } from './types.ts'
import { errorFileOf, uploadPaths } from './uploadPaths.ts'

const BATCH = 500

/** What an import job is given. */
export type ImportInput = { createMissing: boolean; dryRun: boolean; plan: ImportPlan }

const inputSchema: z.ZodType<ImportInput> = z.object({
  createMissing: z.boolean(),
  dryRun: z.boolean(),
  plan: z.custom<ImportPlan>(
    (value) => typeof value === 'object' && value !== null && 'columns' in value,
  ),
})

/** The job that brings an uploaded file into a collection, 500 rows a step, resumable after each. */
export function createImportJob(options: {
  dataDir: string
  openStore?: OpenImportStore
}): Job<ImportInput> {
  const openStore = options.openStore ?? openRecordStore

  return defineJob({
    input: inputSchema,
    kind: 'imports:run',
    run: async (job) => {
      const run = new ImportRun(job, options.dataDir, openStore)

      return run.finish(await run.rows())
    },
  })
}

class ImportRun {
  readonly #job: JobContext<ImportInput>
  readonly #memory: RunMemory = emptyMemory()
  readonly #openStore: OpenImportStore
  readonly #paths: { errors: string; upload: string }
  #state: ImportState

  constructor(job: JobContext<ImportInput>, dataDir: string, openStore: OpenImportStore) {
    this.#job = job
    this.#openStore = openStore
    this.#paths = uploadPaths(dataDir, job.tenantId, job.jobId)
    // A dry run leaves nothing behind, so it can simply start again.
    this.#state = importState(job.input.dryRun ? null : job.cursor)
  }

  /** Both passes over the file; the second only where rows refer to each other. */
  async rows(): Promise<ImportState> {
    const { plan } = this.#job.input
    if (this.#state.phase === 'rows') {
      await this.#pass(importRows)
      this.#state = { ...this.#state, phase: 'links', row: 1 }
    }
    if (plan.linksRows) {
      await this.#pass(linkRows)
    }

    return this.#state
  }

  async finish(state: ImportState): Promise<ImportSummary> {
    const { dryRun, plan } = this.#job.input
    if (dryRun) {
      await rm(this.#paths.upload, { force: true })
    }

    return summaryOf(state, {
      dryRun,
      errorFile: state.errorBytes === 0 ? null : errorFileOf(this.#job.tenantId, this.#job.jobId),
      notes: plan.notes,
      rows: plan.rows,
    })
  }

  async #pass(work: (context: StepContext, rows: readonly CsvRow[]) => Promise<void>) {
    const csv = await openCsv(this.#paths.upload, this.#job.input.plan.format)
    for await (const rows of batchesAfter(csv.rows, this.#state.row)) {
      await this.#job.step((transaction) => this.#step(transaction, rows, work))
    }
  }

  async #step(
    transaction: Transaction,
    rows: readonly CsvRow[],
    work: (context: StepContext, rows: readonly CsvRow[]) => Promise<void>,
  ): Promise<StepOutcome> {
    const { input, jobId } = this.#job
    const store = this.#openStore(transaction)
    const context: StepContext = {
      ...input,
      jobId,
      memory: this.#memory,
      model: store.model(input.plan.collection),
      plan: input.plan,
      report: emptyReport(),
      store,
    }
    await (input.dryRun ? store.undone(() => work(context, rows)) : work(context, rows))
    if (input.dryRun) {
      this.#memory.references.clear()
    }

    return this.#outcome(context, rows)
  }

  async #outcome(context: StepContext, rows: readonly CsvRow[]): Promise<StepOutcome> {
    const { plan } = this.#job.input
    const headers = plan.columns.map((column) => column.header)
    const errorBytes = context.dryRun
      ? 0
      : await writeErrors(
          this.#paths.errors,
          this.#state.errorBytes,
          headers,
          context.report.errors,
        )
    const row = rows.at(-1)?.row ?? this.#state.row
    this.#state = advance(this.#state, context.report, {
      errorBytes,
      phase: this.#state.phase,
      row,
    })
    const done = row - 1 + (this.#state.phase === 'links' ? plan.rows : 0)

    return { cursor: this.#state, done, total: plan.rows * (plan.linksRows ? 2 : 1) }
  }
}

async function* batchesAfter(rows: AsyncGenerator<CsvRow>, last: number): AsyncGenerator<CsvRow[]> {
  let batch: CsvRow[] = []
  for await (const row of rows) {
    if (row.row <= last) {
      continue
    }
    batch.push(row)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) {
    yield batch
  }
}
