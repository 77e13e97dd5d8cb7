import { createExportJob, importTenant } from '../../src/exports/index.ts'
import { startJobRunner } from '../../src/jobs/index.ts'
import { createDatabase, useDatabase } from '../../src/kernel/db/index.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { createContextSigner } from '../../src/tenancy/index.ts'
import { testKeys } from '../helpers/freshDatabase.ts'

const signer = createContextSigner(testKeys)
const dataDir = process.env['WORKER_DATA_DIR'] ?? ''
const sheetRows = Number(process.env['WORKER_SHEET_ROWS'] ?? 0)
const archive = process.env['WORKER_ARCHIVE']

await loadProduct(dataDir)
useDatabase(
  createDatabase({
    app: { connectionString: process.env['WORKER_APP_URL'] ?? '', max: 4 },
    onIdleError: () => undefined,
    prepare: true,
    signContext: (scope) => signer.sign(scope),
    system: { connectionString: process.env['WORKER_SYSTEM_URL'] ?? '', max: 2 },
  }),
)
if (archive === undefined) {
  startJobRunner({
    jobs: [createExportJob(sheetRows === 0 ? { dataDir } : { dataDir, sheetRows })],
    pollMs: 100,
  })
} else {
  await importTenant({
    archive,
    dataDir,
    name: 'Copy',
    onProgress: (done) => {
      process.stdout.write(`${done}\n`)

      return Promise.resolve()
    },
    slug: 'copy',
  })
}
