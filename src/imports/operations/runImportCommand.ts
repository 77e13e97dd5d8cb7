import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { JobView } from '../../jobs/index.ts'
import { getJob, startJobRunner } from '../../jobs/index.ts'
import { runAsTenant } from '../../kernel/scope/index.ts'
import { createImportJob } from '../run/importJob.ts'
import { importsText } from '../translations/index.ts'
import type { ImportSummary } from '../types.ts'
import { planLines, progressLine, summaryLines } from './importLines.ts'
import { readImportMap } from './readImportMap.ts'
import { startImport } from './startImport.ts'

const POLL_MS = 200
// The file may lie where only this process reads it; a server takes over only if this one dies.
const HEAD_START_MS = 10_000

/** What `tenon import` was asked for. */
export type ImportCommand = {
  collection: string
  createMissing: boolean
  dataDir: string
  dryRun: boolean
  file: string
  /** A field path, `externalId`, or `none` to match nothing. */
  key?: string | undefined
  /** Language of the lines. */
  locale: string
  mapFile?: string | undefined
  /** Hears of failures that are no row's own. */
  onError?: (error: unknown) => void
  /** Takes each line of the report. */
  print: (line: string) => void
  /** Name of a recipe whose map is taken. */
  recipe?: string | undefined
  /** Name under which the map is kept as a recipe. */
  saveRecipe?: string | undefined
  tenantId: string
}

/**
 * Imports a file into a tenant from the command line: says what it will do, runs the job here (or
 * follows it where a server took it), and reports. The exit code is 0 when every row was taken.
 */
export async function runImportCommand(
  command: ImportCommand,
): Promise<{ exitCode: 0 | 1; jobId: string; summary: ImportSummary | null }> {
  const { locale, print } = command

  return runAsTenant({ tenantId: command.tenantId }, async () => {
    const map = command.mapFile === undefined ? {} : await readImportMap(command.mapFile)
    const { id, offered, plan } = await startImport({ ...command, headStartMs: HEAD_START_MS, map })
    planLines(locale, basename(command.file), plan, command.dryRun).forEach(print)
    if (command.recipe === undefined && command.saveRecipe === undefined && offered.length > 0) {
      print(importsText(locale, 'command.recipes', { names: offered.join(', ') }))
    }
    const runner = startJobRunner({
      concurrency: 1,
      jobs: [createImportJob({ dataDir: command.dataDir })],
      onError: command.onError ?? (() => undefined),
      only: id,
      pollMs: POLL_MS,
    })
    const job = await follow(id, (view) => {
      print(progressLine(locale, view))
    }).finally(() => runner.stop())
    const summary = job.result as ImportSummary | null
    summaryLines(locale, job, summary).forEach(print)
    const clean =
      job.state === 'done' && summary !== null && summary.failed + summary.incomplete === 0

    return { exitCode: clean ? 0 : 1, jobId: id, summary }
  })
}

async function follow(id: string, onProgress: (view: JobView) => void): Promise<JobView> {
  let shown = 0
  for (;;) {
    const view = await getJob(id)
    if (view.state !== 'queued' && view.state !== 'running') {
      return view
    }
    if (view.progress.done > shown) {
      shown = view.progress.done
      onProgress(view)
    }
    await sleep(POLL_MS)
  }
}
