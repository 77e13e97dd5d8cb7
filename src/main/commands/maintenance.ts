import { readConfig } from '../../kernel/config/index.ts'
import { createLog } from '../../kernel/log/index.ts'
import { inspectPlugin } from '../../plugin/index.ts'
import { rotateContextKeys } from '../../tenancy/index.ts'
import { builtInModules } from '../builtInModules.ts'
import { connectInstallation } from '../connectInstallation.ts'
import { runDoctor } from '../doctor.ts'
import { mainErrors } from '../errors.ts'
import { loadDefinition, loadProduct } from '../loadProduct.ts'
import { migrateDatabase } from '../migrate.ts'
import type { Product } from '../product.ts'
import type { Command } from './types.ts'

/** The command `tenon migrate`: creates or updates schemas, roles and policies with the owner's connection. */
export const migrateCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: ({ cwd, print }) =>
    withOwner(cwd, async ({ config, installation, ownerUrl, product }) => {
      const { applied, residue } = await migrateDatabase(
        product,
        {
          dataDir: config.dataDir,
          databaseUrls: config.databaseUrls,
          ownerUrl,
          secret: installation.secret,
          superUrl: installation.superUrl,
        },
        print,
      )
      print(applied.length === 0 ? 'Nothing to migrate.' : `Applied ${applied.join(', ')}.`)
      for (const left of residue) {
        print(`residue: ${JSON.stringify(left)}`)
      }

      return 0
    }),
  usage: 'tenon migrate',
}

/** The command `tenon doctor`: the catalog gate; exit code 1 and a line for each violation. */
export const doctorCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: ({ cwd, print }) =>
    withOwner(cwd, async ({ installation, ownerUrl }) => {
      const report = await runDoctor({ url: installation.superUrl ?? ownerUrl })
      report.lines.forEach(print)
      print(report.clean ? 'clean' : `${report.lines.length} violations`)

      return report.clean ? 0 : 1
    }),
  usage: 'tenon doctor',
}

/** The command `tenon keys rotate`: makes a new signing key; the one before it still verifies. */
export const keysCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: ({ args, cwd, print }) =>
    withOwner(cwd, async ({ config, ownerUrl }) => {
      if (args[0] !== 'rotate') {
        throw mainErrors.ARGUMENT_INVALID({ reason: keysCommand.usage })
      }
      const { env, live } = await rotateContextKeys({
        dataDir: config.dataDir,
        env: process.env['TENON_CONTEXT_KEYS'],
        ownerUrl,
      })
      print(`The key ${live[0] ?? ''} signs from now on; live: ${live.join(', ')}.`)
      if (env !== undefined) {
        print(`Set TENON_CONTEXT_KEYS=${env} and restart the servers.`)
      }

      return 0
    }),
  usage: 'tenon keys rotate',
}

/** The command `tenon plugin inspect <id>`: what a plugin adds, without running it. */
export const pluginCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: async ({ args, cwd, print }) => {
    const [verb, id] = args
    if (verb !== 'inspect' || id === undefined) {
      throw mainErrors.ARGUMENT_INVALID({ reason: pluginCommand.usage })
    }
    const declared = (await loadDefinition(cwd)).plugins
    const plugin = [...builtInModules, ...declared].find((one) => one.manifest.id === id)
    if (plugin === undefined) {
      throw mainErrors.ARGUMENT_INVALID({ reason: `There is no module or plugin "${id}".` })
    }
    print(JSON.stringify(inspectPlugin(plugin), null, 2))

    return 0
  },
  usage: 'tenon plugin inspect <id>',
}

type OwnerContext = {
  config: ReturnType<typeof readConfig>
  installation: Awaited<ReturnType<typeof connectInstallation>>
  ownerUrl: string
  product: Product
}

async function withOwner(
  cwd: string,
  work: (context: OwnerContext) => Promise<number>,
): Promise<number> {
  const config = readConfig(process.env, { cwd })
  const product = await loadProduct(cwd)
  const installation = await connectInstallation(config, createLog({ level: 'warn' }), product)
  try {
    if (installation.ownerUrl === undefined) {
      throw mainErrors.ARGUMENT_INVALID({
        reason: "Set DATABASE_URL to the owner's connection for this command.",
      })
    }

    return await work({ config, installation, ownerUrl: installation.ownerUrl, product })
  } finally {
    await installation.close()
  }
}
