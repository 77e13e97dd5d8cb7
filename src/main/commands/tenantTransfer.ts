import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import {
  createDeleteTenantJob,
  deleteTenant,
  exportsText,
  exportTenant,
  importTenant,
  isDeleted,
} from '../../exports/index.ts'
import type { JobView } from '../../jobs/index.ts'
import { getJob, startJobRunner } from '../../jobs/index.ts'
import type { Config } from '../../kernel/config/index.ts'
import type { Log } from '../../kernel/log/index.ts'
import { runAsTenant } from '../../kernel/scope/index.ts'
import { findTenant, tenancyErrors } from '../../tenancy/index.ts'
import { mainErrors } from '../errors.ts'
import type { CommandContext } from './types.ts'
import { withInstallation } from './withInstallation.ts'

/** How the commands that move and delete tenants are called. */
export const transferUsage = `tenon tenants export --slug <slug> --out <file.zip>
tenon tenants import --slug <new slug> --name <name> <file.zip>
tenon tenants delete --slug <slug> --confirm <slug>`

const LOCALE = 'en'
const POLL_MS = 200
// A server takes the job over only if this process dies.
const HEAD_START_MS = 10_000
const REPORT_EVERY = 10_000

/** `tenon tenants export`: packs a whole tenant into an archive. */
export async function exportCommand({ args, cwd, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: args.slice(1),
    options: { out: { type: 'string' }, slug: { type: 'string' } },
  })
  const { out, slug } = values
  if (!out || !slug) {
    throw mainErrors.ARGUMENT_INVALID({ reason: transferUsage })
  }

  return withInstallation(cwd, async ({ config }) => {
    const target = path.resolve(cwd, out)
    const manifest = await runAsTenant({ tenantId: await idOf(slug) }, () =>
      exportTenant({ dataDir: config.dataDir, onProgress: progress(print), target }),
    )
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    manifest.leftOut.forEach((left) => {
      print(exportsText(LOCALE, 'command.leftOut', left))
    })
    print(
      exportsText(LOCALE, 'command.exported', {
        file: target,
        files: manifest.files.length,
        rows,
        tables: manifest.tables.length,
      }),
    )

    return 0
  })
}

/** `tenon tenants import`: makes a new tenant from an archive; called again, it takes up a broken attempt. */
export async function importArchiveCommand({ args, cwd, print }: CommandContext): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    args: args.slice(1),
    options: { name: { type: 'string' }, slug: { type: 'string' } },
  })
  const { name, slug } = values
  const [archive] = positionals
  if (!archive || !name || !slug) {
    throw mainErrors.ARGUMENT_INVALID({ reason: transferUsage })
  }

  return withInstallation(cwd, async ({ config }) => {
    const { files, id, rows } = await importTenant({
      archive: path.resolve(cwd, archive),
      dataDir: config.dataDir,
      name,
      onProgress: progress(print),
      slug,
    })
    print(exportsText(LOCALE, 'command.imported', { files, id, rows, slug }))
    print(exportsText(LOCALE, 'command.passwords'))

    return 0
  })
}

/** `tenon tenants delete`: closes a tenant and deletes all of it here; a server goes on if this process dies. */
export async function deleteCommand({ args, cwd, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: args.slice(1),
    options: { confirm: { type: 'string' }, slug: { type: 'string' } },
  })
  const { confirm = '', slug } = values
  if (!slug) {
    throw mainErrors.ARGUMENT_INVALID({ reason: transferUsage })
  }

  return withInstallation(cwd, async (context) => {
    const deleted = await deleteTenant({ confirm, headStartMs: HEAD_START_MS, slug })
    const job = await runAsTenant({ tenantId: deleted.tenantId }, () =>
      runDeletion(deleted.jobId, context, progress(print)),
    )
    print(job?.error?.message ?? exportsText(LOCALE, 'command.deleted', { slug }))

    return job === undefined ? 0 : 1
  })
}

/** Runs the job here until it is gone, or gives the job that came to another end. */
async function runDeletion(
  id: string,
  { config, log }: { config: Config; log: Log },
  onProgress: (done: number) => Promise<void>,
): Promise<JobView | undefined> {
  const runner = startJobRunner({
    concurrency: 1,
    jobs: [createDeleteTenantJob({ dataDir: config.dataDir })],
    onError: (error) => {
      log.error({ err: error }, 'the deletion met a failure')
    },
    only: id,
    pollMs: POLL_MS,
  })
  try {
    for (;;) {
      const view = await getJob(id)
      if (view.state === 'cancelled' || view.state === 'failed') {
        return view
      }
      await onProgress(view.progress.done)
      await sleep(POLL_MS)
    }
  } catch (error) {
    if (isDeleted(error)) {
      return undefined
    }
    throw error
  } finally {
    await runner.stop()
  }
}

async function idOf(slug: string): Promise<string> {
  const tenant = await findTenant(slug)
  if (tenant === undefined) {
    throw tenancyErrors.TENANT_UNKNOWN({ tenant: slug })
  }

  return tenant.id
}

function progress(print: (line: string) => void): (done: number) => Promise<void> {
  let shown = 0

  return (count) => {
    if (count - shown >= REPORT_EVERY) {
      shown = count
      print(exportsText(LOCALE, 'command.rows', { count }))
    }

    return Promise.resolve()
  }
}
