import { copyFile, mkdir, rm } from 'node:fs/promises'

import { modelOf } from '../../collection/index.ts'
import { enqueueJob } from '../../jobs/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import { buildPlan } from '../plan/buildPlan.ts'
import { createImportJob } from '../run/importJob.ts'
import { uploadPaths } from '../run/uploadPaths.ts'
import { readSettings } from '../store/readSettings.ts'
import type { ImportMap, ImportPlan } from '../types.ts'

/** Keeps a copy of the file, decides how it is read, and queues the import in the current tenant. */
export async function startImport(args: {
  collection: string
  createMissing: boolean
  dataDir: string
  dryRun: boolean
  file: string
  /** How long the job is left to the process that queued it. */
  headStartMs?: number
  key?: string | undefined
  map?: ImportMap | undefined
}): Promise<{ id: string; plan: ImportPlan }> {
  const { tenantId } = requireTenantScope()
  const model = modelOf(args.collection)
  const id = newId()
  const { folder, upload } = uploadPaths(args.dataDir, tenantId, id)
  await mkdir(folder, { mode: 0o700, recursive: true })
  try {
    await copyUpload(args.file, upload)
    const plan = await buildPlan({
      key: args.key,
      map: args.map ?? {},
      model,
      path: upload,
      settings: await readSettings(),
    })
    const { createMissing, dryRun } = args
    await enqueueJob(
      createImportJob({ dataDir: args.dataDir }),
      { createMissing, dryRun, plan },
      { id, runAfter: new Date(Date.now() + (args.headStartMs ?? 0)) },
    )

    return { id, plan }
  } catch (error) {
    await rm(upload, { force: true })
    throw error
  }
}

async function copyUpload(file: string, upload: string): Promise<void> {
  try {
    await copyFile(file, upload)
  } catch (error) {
    throw importsErrors.FILE_UNREADABLE(
      { file, reason: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
}
