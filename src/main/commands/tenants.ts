import { parseArgs } from 'node:util'

import { listTenants, resumeTenant, suspendTenant } from '../../tenancy/index.ts'
import { createTenant } from '../createTenant.ts'
import { mainErrors } from '../errors.ts'
import { ensurePlatformLogin, terminalQuestion } from './platformLogin.ts'
import {
  deleteCommand,
  exportCommand,
  importArchiveCommand,
  transferUsage,
} from './tenantTransfer.ts'
import type { Command, CommandContext } from './types.ts'
import { withInstallation } from './withInstallation.ts'

const usage = `tenon tenants create --slug <slug> --name <name> --owner-email <e-mail> --owner-password <password>
    [--currency EUR] [--locale en] [--platform-email <e-mail> --platform-password <password>]
tenon tenants list
tenon tenants suspend <slug>
tenon tenants resume <slug>
${transferUsage}`

/** The command `tenon tenants …`: makes, lists, suspends, resumes, exports, imports and deletes tenants. */
export const tenantsCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: async (context) => {
    const [verb] = context.args
    switch (verb) {
      case 'create':
        return create(context)
      case 'delete':
        return deleteCommand(context)
      case 'export':
        return exportCommand(context)
      case 'import':
        return importArchiveCommand(context)
      case 'list':
        return list(context)
      case 'resume':
      case 'suspend':
        return setStatus(context, verb)
      default:
        throw mainErrors.ARGUMENT_INVALID({ reason: usage })
    }
  },
  usage,
}

async function create({ args, cwd, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: args.slice(1),
    options: {
      currency: { type: 'string' },
      locale: { type: 'string' },
      name: { type: 'string' },
      'owner-email': { type: 'string' },
      'owner-password': { type: 'string' },
      'platform-email': { type: 'string' },
      'platform-password': { type: 'string' },
      slug: { type: 'string' },
    },
  })
  const { currency, locale, name, slug } = values
  const owner = { email: values['owner-email'], password: values['owner-password'] }
  if (!slug || !name || !owner.email || !owner.password) {
    throw mainErrors.ARGUMENT_INVALID({ reason: usage })
  }
  const wanted = { email: owner.email, password: owner.password }

  return withInstallation(cwd, async ({ config, product }) => {
    const flags = { email: values['platform-email'], password: values['platform-password'] }
    const isInFlags = flags.email !== undefined || flags.password !== undefined
    const hasLogin = await ensurePlatformLogin(
      isInFlags ? flags : config.platformLogin,
      terminalQuestion(),
    )
    const tenant = await createTenant(product, {
      ...(currency === undefined ? {} : { currency }),
      ...(locale === undefined ? {} : { locale }),
      name,
      owner: wanted,
      slug,
    })
    print(`Created the tenant "${tenant.slug}" (${tenant.id}).`)
    if (!hasLogin) {
      print(mainErrors.PLATFORM_STAFF_MISSING({}).message)
    }

    return 0
  })
}

function list({ cwd, print }: CommandContext): Promise<number> {
  return withInstallation(cwd, async () => {
    for (const tenant of await listTenants()) {
      print([tenant.slug, tenant.status, tenant.currency, tenant.name].join('\t'))
    }

    return 0
  })
}

function setStatus(
  { args, cwd, print }: CommandContext,
  verb: 'resume' | 'suspend',
): Promise<number> {
  const slug = args[1]
  if (slug === undefined) {
    throw mainErrors.ARGUMENT_INVALID({ reason: usage })
  }

  return withInstallation(cwd, async () => {
    const tenant = await (verb === 'suspend' ? suspendTenant : resumeTenant)({ slug })
    print(`${tenant.slug}\t${tenant.status}`)

    return 0
  })
}
