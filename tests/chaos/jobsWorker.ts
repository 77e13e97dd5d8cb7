import { startJobRunner } from '../../src/jobs/index.ts'
import { createDatabase, useDatabase } from '../../src/kernel/db/index.ts'
import { createContextSigner } from '../../src/tenancy/index.ts'
import { testKeys } from '../helpers/freshDatabase.ts'
import { countingJob } from './jobsCounting.ts'

const signer = createContextSigner(testKeys)

useDatabase(
  createDatabase({
    app: { connectionString: process.env['WORKER_APP_URL'] ?? '', max: 4 },
    onIdleError: () => undefined,
    prepare: true,
    signContext: (scope) => signer.sign(scope),
    system: { connectionString: process.env['WORKER_SYSTEM_URL'] ?? '', max: 2 },
  }),
)
startJobRunner({ concurrency: 2, jobs: [countingJob], pollMs: 200 })
