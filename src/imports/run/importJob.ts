import { rm } from 'node:fs/promises'

import { z } from 'zod'

import { closeBatch, openBatch } from '../../collection/index.ts'
import type { Job, JobContext, StepOutcome } from '../../jobs/index.ts'
import { defineJob } from '../../jobs/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { openTable } from '../parse/openTable.ts'
import type { TableRow } from '../parse/tableRow.ts'
import { openRecordStore } from '../store/recordStore.ts'
import { dropPreviews, keepPreviews } from '../store/rowPreviews.ts'
import type { ImportPlan, ImportSummary, OpenImportStore } from '../types.ts'
import { batchesAfter, readAhead } from './batches.ts'
import { writeErrors } from './errorFile.ts'
import { importRows } from './importRows.ts'
import type { ImportState } from './importState.ts'
import { advance, importState, summaryOf } from './importState.ts'
import { linkRows } from './linkRows.ts'
import { runAsImporter } from './personScope.ts'
import { recallRow } from './recallRow.ts'
import type { RunMemory, StepContext } from './types.ts'
import { emptyMemory, emptyReport } from './types.ts'
import { forgetUndone } from './undone.ts'
import { errorFileOf, errorPath, uploadPath } from './uploadPaths.ts'

/** What an import job is given. */
export type ImportInput = {
  createMissing: boolean
  dryRun: boolean
  /** The name of the file, as people know it. */
  file: string
  importId: string
  plan: ImportPlan
}

type Work = (context: StepContext, rows: readonly TableRow[]) => Promise<void>

const inputSchema: z.ZodType<ImportInput> = z.object({
  createMissing: z.boolean(),
  dryRun: z.boolean(),
  file: z.string(),
  importId: z.uuid(),
  plan: z.custom<ImportPlan>(
    (value) => typeof value === 'object' && value !== null && 'columns' in value,
  ),
})

/** The job that brings an uploaded file into a collection, 1,000 rows a step, resumable after each. */
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
      await run.rows()

      return run.finish()
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
    const { input, jobId, tenantId } = job
    this.#job = job
    this.#openStore = openStore
    this.#paths = {
      errors: errorPath(dataDir, tenantId, jobId),
      upload: uploadPath(dataDir, tenantId, input.importId),
    }
    this.#state = importState(job.cursor)
  }

  /** Both passes over the file; the second only where rows refer to each other. */
  async rows(): Promise<void> {
    const { dryRun, plan } = this.#job.input
    if (dryRun && this.#job.cursor === null) {
      await this.#mark(dropPreviews, this.#state)
    } else if (dryRun) {
      await this.#recall()
    }
    if (this.#state.phase === 'rows') {
      await this.#pass(importRows)
      this.#state = { ...this.#state, phase: 'links', row: 1 }
    }
    if (plan.linksRows && this.#state.phase === 'links') {
      await this.#pass(linkRows)
    }
  }

  /** Closes the batch, lets the file go and gives the summary. */
  async finish(): Promise<ImportSummary> {
    const { dryRun, importId, plan } = this.#job.input
    const { jobId, tenantId } = this.#job
    const state = { ...this.#state, phase: 'done' as const }
    await this.#mark(async (transaction) => {
      if (!dryRun) {
        const { created, failed, skipped, updated } = state
        const counts = { created, failed, unchanged: skipped, updated }
        await closeBatch(transaction, { counts, id: jobId })
      }
    }, state)
    if (!dryRun || importId === jobId) {
      await rm(this.#paths.upload, { force: true })
    }

    return summaryOf(state, {
      dryRun,
      errorFile: state.errorBytes === 0 ? null : errorFileOf(tenantId, jobId),
      notes: plan.notes,
      rows: plan.rows,
    })
  }

  // A step without rows.
  async #mark(work: (transaction: Transaction) => Promise<void>, state: ImportState) {
    const total = this.#total()
    await this.#job.step(async (transaction) => {
      await work(transaction)

      return { cursor: state, done: state.phase === 'rows' ? 0 : total, total }
    })
    this.#state = state
  }

  // The rows of a dry run are undone: a resumed one must learn again what it has seen.
  async #recall(): Promise<void> {
    const { plan } = this.#job.input
    const { phase, row: last } = this.#state
    const table = await openTable(this.#paths.upload, plan.format)
    for await (const row of table.rows) {
      if (phase === 'rows' && row.row > last) {
        break
      }
      recallRow(this.#memory, plan, row)
    }
  }

  async #pass(work: Work): Promise<void> {
    const table = await openTable(this.#paths.upload, this.#job.input.plan.format)
    for await (const rows of readAhead(batchesAfter(table.rows, this.#state.row))) {
      await this.#job.step((transaction) => this.#step(transaction, rows, work))
    }
  }

  async #step(
    transaction: Transaction,
    rows: readonly TableRow[],
    work: Work,
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
    const { phase, row } = this.#state
    if (!input.dryRun && phase === 'rows' && row === 1) {
      await openBatch(transaction, { id: jobId, kind: 'import', label: input.file })
    }
    const act = () => (input.dryRun ? store.undone(() => work(context, rows)) : work(context, rows))
    await runAsImporter(transaction, this.#job.userId, input.plan.collection, act)
    if (input.dryRun) {
      forgetUndone(this.#memory)
      await keepPreviews(transaction, jobId, context.report.previews)
    }

    return this.#outcome(context, rows)
  }

  async #outcome(context: StepContext, rows: readonly TableRow[]): Promise<StepOutcome> {
    const { plan } = this.#job.input
    const headers = plan.columns.map((column) => column.header)
    const { errorBytes, phase } = this.#state
    // A dry run from the command line leaves no file behind; its errors stand in the report.
    const length =
      context.dryRun && this.#job.input.importId === this.#job.jobId
        ? errorBytes
        : await writeErrors(this.#paths.errors, errorBytes, headers, context.report.errors)
    const row = rows.at(-1)?.row ?? this.#state.row
    this.#state = advance(this.#state, context.report, { errorBytes: length, phase, row })
    const done = Math.min(row - 1, plan.rows) + (phase === 'links' ? plan.rows : 0)

    return { cursor: this.#state, done, total: this.#total() }
  }

  #total(): number {
    const { linksRows, rows } = this.#job.input.plan

    return rows * (linksRows ? 2 : 1)
  }
}
