import { parseArgs } from 'node:util'

import { runImportCommand } from '../../imports/index.ts'
import { findTenant, tenancyErrors } from '../../tenancy/index.ts'
import { mainErrors } from '../errors.ts'
import type { Command } from './types.ts'
import { withInstallation } from './withInstallation.ts'

const usage = `tenon import <collection> <file.csv|file.xlsx> --tenant <slug> [--map file.json]
    [--recipe name] [--save-recipe name] [--key field] [--create-missing] [--dry-run]`

/** The command `tenon import …`: brings a CSV file or a workbook into a collection of a tenant. */
export const importCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: async ({ args, cwd, print }) => {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      args: [...args],
      options: {
        'create-missing': { default: false, type: 'boolean' },
        'dry-run': { default: false, type: 'boolean' },
        key: { type: 'string' },
        map: { type: 'string' },
        recipe: { type: 'string' },
        'save-recipe': { type: 'string' },
        tenant: { type: 'string' },
      },
    })
    const [collection, file] = positionals
    const slug = values.tenant
    if (collection === undefined || file === undefined || slug === undefined) {
      throw mainErrors.ARGUMENT_INVALID({ reason: usage })
    }

    return withInstallation(cwd, async ({ config, log }) => {
      const tenant = await findTenant(slug)
      if (tenant === undefined) {
        throw tenancyErrors.TENANT_UNKNOWN({ tenant: slug })
      }
      const { exitCode } = await runImportCommand({
        collection,
        createMissing: values['create-missing'],
        dataDir: config.dataDir,
        dryRun: values['dry-run'],
        file,
        key: values.key,
        locale: tenant.locale,
        mapFile: values.map,
        onError: (error) => {
          log.error({ err: error }, 'the import met a failure')
        },
        print,
        recipe: values.recipe,
        saveRecipe: values['save-recipe'],
        tenantId: tenant.id,
      })

      return exitCode
    })
  },
  usage,
}
