import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { runAsTenant } from '../../kernel/scope/index.ts'
import {
  formatLog,
  parseLog,
  privacyText,
  readErasures,
  replayErasures,
} from '../../privacy/index.ts'
import type { Tenant } from '../../tenancy/index.ts'
import { findTenant, listTenants, tenancyErrors } from '../../tenancy/index.ts'
import { mainErrors } from '../errors.ts'
import type { Command, CommandContext } from './types.ts'
import { withInstallation } from './withInstallation.ts'

const usage = `tenon privacy log --out <file.jsonl> [--tenant <slug>]
tenon privacy replay [--tenant <slug>] [--log <file.jsonl>]`

const LOCALE = 'en'

/** The command `tenon privacy …`: keeps the log of erasures outside, and erases again after a backup was restored. */
export const privacyCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: async (context) => {
    const [verb] = context.args
    switch (verb) {
      case 'log':
        return writeLog(context)
      case 'replay':
        return replay(context)
      default:
        throw mainErrors.ARGUMENT_INVALID({ reason: usage })
    }
  },
  usage,
}

async function writeLog({ args, cwd, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: args.slice(1),
    options: { out: { type: 'string' }, tenant: { type: 'string' } },
  })
  const { out, tenant } = values
  if (!out) {
    throw mainErrors.ARGUMENT_INVALID({ reason: usage })
  }

  return withInstallation(cwd, async () => {
    const entries = []
    for (const { id: tenantId } of await tenantsOf(tenant)) {
      const erasures = await runAsTenant({ tenantId }, readErasures)
      entries.push(...erasures.map((entry) => ({ ...entry, tenantId })))
    }
    const file = path.resolve(cwd, out)
    await writeFile(file, formatLog(entries), { mode: 0o600 })
    print(privacyText(LOCALE, 'command.logged', { count: entries.length, file }))

    return 0
  })
}

async function replay({ args, cwd, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: args.slice(1),
    options: { log: { type: 'string' }, tenant: { type: 'string' } },
  })
  const { log, tenant } = values
  const logged =
    log === undefined ? undefined : parseLog(await readFile(path.resolve(cwd, log), 'utf8'))

  return withInstallation(cwd, async ({ config }) => {
    for (const { id: tenantId, slug } of await tenantsOf(tenant)) {
      const { erased, returned } = await runAsTenant({ tenantId }, async () => {
        const known = await readErasures()
        const ids = new Set(known.map(({ id }) => id))
        const lost = (logged ?? []).filter((one) => one.tenantId === tenantId && !ids.has(one.id))

        return replayErasures(config.dataDir, [...known, ...lost])
      })
      print(privacyText(LOCALE, 'command.replayed', { count: erased, slug }))
      for (const { collection, erasure, id } of returned) {
        const facts = { collection, id: erasure, record: id, slug }
        print(privacyText(LOCALE, 'command.returned', facts))
      }
    }

    return 0
  })
}

async function tenantsOf(
  slug: string | undefined,
): Promise<readonly Pick<Tenant, 'id' | 'slug'>[]> {
  if (slug === undefined) {
    return listTenants()
  }
  const tenant = await findTenant(slug)
  if (tenant === undefined) {
    throw tenancyErrors.TENANT_UNKNOWN({ tenant: slug })
  }

  return [tenant]
}
