import { access as exists } from 'node:fs/promises'

import { modelOf, requirePerson } from '../../collection/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import { planProfile } from '../plan/buildPlan.ts'
import { profileFile } from '../plan/profileFile.ts'
import { findRecipe, saveRecipe } from '../recipes/recipes.ts'
import { updatePlan } from '../records/importRecords.ts'
import { uploadPath } from '../run/uploadPaths.ts'
import { readSettings } from '../store/readSettings.ts'
import type { ImportMap } from '../types.ts'
import { findImport } from './findImport.ts'

/**
 * Decides anew how the file of an import is read: by a map, by a recipe, or by both, of which the map
 * wins; what neither says is guessed. Keeps the outcome as a recipe where `saveAs` names one. Throws
 * `IMPORTS_STARTED` once the file has been imported.
 */
export async function planImport(args: {
  createMissing?: boolean | undefined
  dataDir: string
  id: string
  map?: ImportMap | undefined
  /** Id or name of a recipe. */
  recipe?: string | undefined
  saveAs?: string | undefined
}): Promise<void> {
  requirePerson()
  const { tenantId } = requireTenantScope()
  const settings = await readSettings()
  await database().transaction(async (transaction) => {
    const record = await findImport(transaction, args.id, { lock: true, own: true })
    if (record.runId !== null) {
      throw importsErrors.STARTED({})
    }
    const { collection } = record
    const recipe =
      args.recipe === undefined ? undefined : await findRecipe(transaction, collection, args.recipe)
    const map = { ...recipe?.map, ...(args.map ?? (recipe === undefined ? record.map : {})) }
    const createMissing = args.createMissing ?? recipe?.createMissing ?? record.createMissing
    const { format } = record.profile ?? {}
    const isSame =
      record.profile !== null &&
      (map.sheet === undefined || (format?.kind === 'xlsx' && format.sheet === map.sheet))
    const path = uploadPath(args.dataDir, tenantId, record.id)
    const profile =
      isSame && record.profile !== null
        ? record.profile
        : await profileFile(await present(path), map.sheet)
    const plan = planProfile({ map, model: modelOf(collection), settings }, profile)
    await updatePlan(transaction, { createMissing, id: record.id, map, plan, profile })
    if (args.saveAs !== undefined) {
      const { signature } = profile
      await saveRecipe(transaction, {
        collection,
        createMissing,
        map,
        name: args.saveAs,
        signature,
      })
    }
  })
}

/** Gives the path back; throws `IMPORTS_FILE_GONE` where nothing lies there. */
export async function present(path: string): Promise<string> {
  try {
    await exists(path)
  } catch (error) {
    throw importsErrors.FILE_GONE({}, error)
  }

  return path
}
