import { createImportJob, startImport } from '../../src/imports/index.ts'
import { getJob, startJobRunner } from '../../src/jobs/index.ts'
import { createLog } from '../../src/kernel/log/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { createTenant } from '../../src/main/createTenant.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { openDatabase } from '../../src/main/openDatabase.ts'
import { readArena } from '../arena/arenaFile.ts'

/** What one import took. */
export type ImportRound = {
  created: number
  failed: number
  peakMb: number
  seconds: number
  startMb: number
}

const [dataDir = ''] = process.argv.slice(2)
const arena = readArena(dataDir)
const product = await loadProduct(dataDir)
openDatabase({ ...arena.urls.guarded, dataDir, prepare: true }, createLog({ level: 'warn' }))

process.on('message', (ask: { file: string; round: number }) => {
  importOnce(ask).then(
    (round) => process.send?.(round),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => {
  process.exit(0)
})
process.send?.({ ready: true })

// From the file on disk to the last record: reading it through, queueing, and every step of the job.
async function importOnce({ file, round }: { file: string; round: number }): Promise<ImportRound> {
  const { id: tenantId } = await createTenant(product, {
    name: `Import ${round}`,
    owner: { email: `owner@import-${round}.example`, password: 'a password for benches' },
    slug: `import-${round}`,
  })
  const startMb = memoryMb()
  let peakMb = startMb
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, memoryMb())
  }, 100)
  const began = performance.now()
  const result = await runAsTenant({ tenantId }, () => importFile(file))
  const seconds = (performance.now() - began) / 1000
  clearInterval(watch)

  return {
    created: Number(result['created']),
    failed: Number(result['failed']),
    peakMb,
    seconds,
    startMb,
  }
}

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { id } = await startImport({
    collection: 'contacts',
    createMissing: true,
    dataDir,
    dryRun: false,
    file,
    key: 'email',
  })
  const runner = startJobRunner({
    jobs: [createImportJob({ dataDir })],
    onError: (error) => process.stderr.write(`${String(error)}\n`),
    only: id,
    pollMs: 50,
  })
  try {
    for (;;) {
      const job = await getJob(id)
      if (job.finishedAt !== null) {
        return job.result ?? {}
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    await runner.stop()
  }
}

function memoryMb(): number {
  return Math.round(process.memoryUsage().rss / 1024 / 1024)
}
