import { bulkJob, undoJob } from '../../src/collection/index.ts'
import { startJobRunner } from '../../src/jobs/index.ts'
import { createDatabase, useDatabase } from '../../src/kernel/db/index.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { createContextSigner } from '../../src/tenancy/index.ts'
import { testKeys } from '../helpers/freshDatabase.ts'

const signer = createContextSigner(testKeys)

await loadProduct(process.env['WORKER_DATA_DIR'] ?? '')
useDatabase(
  createDatabase({
    app: { connectionString: process.env['WORKER_APP_URL'] ?? '', max: 4 },
    onIdleError: () => undefined,
    prepare: true,
    signContext: (scope) => signer.sign(scope),
    system: { connectionString: process.env['WORKER_SYSTEM_URL'] ?? '', max: 2 },
  }),
)
startJobRunner({ concurrency: 1, jobs: [bulkJob, undoJob], pollMs: 100 })
