import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'

import { modelOf } from '../../collection/index.ts'
import { enqueueJob } from '../../jobs/index.ts'
import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import { planProfile, requireMapped } from '../plan/buildPlan.ts'
import { profileFile } from '../plan/profileFile.ts'
import { findRecipe, listRecipes, saveRecipe } from '../recipes/recipes.ts'
import { insertImport } from '../records/importRecords.ts'
import { createImportJob } from '../run/importJob.ts'
import { uploadFolder, uploadPath } from '../run/uploadPaths.ts'
import { readSettings } from '../store/readSettings.ts'
import type { ImportMap, ImportPlan } from '../types.ts'

/** What a file on disk is imported with. */
export type StartImport = {
  collection: string
  createMissing: boolean
  dataDir: string
  dryRun: boolean
  file: string
  /** How long the job is left to the process that queued it. */
  headStartMs?: number
  key?: string | undefined
  map?: ImportMap | undefined
  /** Name of a recipe whose map is taken; what `map` says wins over it. */
  recipe?: string | undefined
  /** Name under which the map is kept. */
  saveRecipe?: string | undefined
}

/**
 * Keeps a copy of a file on disk, decides how it is read, and queues the import in the current tenant.
 * `offered` names the recipes that were made for files with these columns.
 */
export async function startImport(
  args: StartImport,
): Promise<{ id: string; offered: readonly string[]; plan: ImportPlan }> {
  const { tenantId } = requireTenantScope()
  const model = modelOf(args.collection)
  const id = newId()
  const upload = uploadPath(args.dataDir, tenantId, id)
  await mkdir(uploadFolder(args.dataDir, tenantId), { mode: 0o700, recursive: true })
  try {
    await copyUpload(args.file, upload)
    const recipe = await recipeOf(args)
    const map = { ...recipe?.map, ...args.map }
    const createMissing = args.createMissing || recipe?.createMissing === true
    const profile = await profileFile(upload, map.sheet)
    const settings = await readSettings()
    const plan = planProfile({ key: args.key, map, model, settings }, profile)
    requireMapped(plan)
    const { size } = await stat(upload)
    const offered = await database().transaction(async (transaction) => {
      await insertImport(transaction, {
        bytes: size,
        collection: args.collection,
        createMissing,
        file: basename(args.file),
        id,
        map,
        plan,
        profile,
        ...(args.dryRun ? { dryRunId: id } : { runId: id }),
      })
      if (args.saveRecipe !== undefined) {
        const { collection } = args
        const kept = { ...map, ...(args.key === undefined ? {} : { key: args.key }) }
        const { signature } = profile
        const name = args.saveRecipe
        await saveRecipe(transaction, { collection, createMissing, map: kept, name, signature })
      }
      await enqueueJob(
        createImportJob({ dataDir: args.dataDir }),
        { createMissing, dryRun: args.dryRun, file: basename(args.file), importId: id, plan },
        { id, runAfter: new Date(Date.now() + (args.headStartMs ?? 0)), transaction },
      )

      return listRecipes(transaction, {
        collection: args.collection,
        signature: profile.signature,
      })
    })

    return { id, offered: offered.map(({ name }) => name), plan }
  } catch (error) {
    await rm(upload, { force: true })
    throw error
  }
}

function recipeOf({ collection, recipe }: StartImport) {
  return recipe === undefined
    ? undefined
    : database().transaction((transaction) => findRecipe(transaction, collection, recipe))
}

async function copyUpload(file: string, upload: string): Promise<void> {
  try {
    await copyFile(file, upload)
  } catch (error) {
    throw importsErrors.FILE_UNREADABLE(
      { reason: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
}
