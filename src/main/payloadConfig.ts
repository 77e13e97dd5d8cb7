import { de } from '@payloadcms/translations/languages/de'
import { en } from '@payloadcms/translations/languages/en'
import type { CollectionConfig, Config, EmailAdapter, SanitizedConfig } from 'payload'
import { buildConfig, inMemoryKVAdapter } from 'payload'

import {
  assertWriteStands,
  lockRecord,
  modelOf,
  recordErrors,
  tenonAdapter,
} from '../collection/index.ts'
import { log } from '../kernel/log/index.ts'
import { applySetups } from '../plugin/index.ts'
import {
  codeErrors,
  collectionAccess,
  hiddenModule,
  sessionStrategy,
  withoutHiddenSearch,
} from '../server/index.ts'
import { adminOptions, adminTranslations, withFieldComponents } from './admin/index.ts'
import type { Product } from './product.ts'
import { withFieldAccess } from './withFieldAccess.ts'

/** Payload's configuration of a product: its collections with Tenon's rights, adapter and screens. */
export async function payloadConfig(
  product: Product,
  options: { secret: string },
): Promise<SanitizedConfig> {
  const base: Config = {
    admin: { ...adminOptions(), dependencies: slotComponents(product), user: 'users' },
    collections: withFieldComponents(
      inNavigationOrder(product).map((config) => withTenon(config, product)),
    ),
    cors: [],
    db: tenonAdapter(),
    defaultDepth: 0,
    email: refuseMail,
    graphQL: { disable: true },
    hooks: { afterError: [codeErrors] },
    i18n: {
      fallbackLanguage: 'en',
      supportedLanguages: { de, en },
      translations: adminTranslations,
    },
    kv: inMemoryKVAdapter(),
    // Payload carries a pino of its own version; both write the same records.
    logger: log(),
    loggingLevels: {
      Forbidden: 'debug',
      NotFound: 'debug',
      QueryError: 'debug',
      ValidationError: 'debug',
    },
    maxDepth: 2,
    secret: options.secret,
    telemetry: false,
    typescript: { autoGenerate: false },
  }

  return buildConfig(applySetups(base, product.crm.setups))
}

/** The components that plugins put into slots, for the admin to bundle. */
function slotComponents({
  crm,
}: Product): NonNullable<NonNullable<Config['admin']>['dependencies']> {
  return Object.fromEntries(
    crm.slots.map(({ component, id }) => [id, { path: component, type: 'component' }]),
  )
}

/** Mail goes through the outbox of identity, never through Payload. */
const refuseMail: EmailAdapter = () => ({
  defaultFromAddress: 'no-reply@localhost',
  defaultFromName: 'Tenon',
  name: 'tenon',
  sendEmail: () => {
    throw recordErrors.UNSUPPORTED({ feature: 'mails' })
  },
})

function withTenon(config: CollectionConfig, product: Product): CollectionConfig {
  const model = modelOf(config.slug)

  return {
    ...config,
    access: collectionAccess(model),
    fields: withFieldAccess(config.fields, model),
    admin: {
      ...config.admin,
      hidden: hiddenModule(config.slug, product.crm.moduleBySlug.get(config.slug)),
    },
    ...(config.slug === 'users'
      ? { auth: { disableLocalStrategy: true, strategies: [sessionStrategy], useSessions: false } }
      : {}),
    disableBulkEdit: true,
    hooks: {
      ...config.hooks,
      afterOperation: [
        ...(config.hooks?.afterOperation ?? []),
        ({ req, result }) => {
          assertWriteStands(req)

          return result as never
        },
      ],
      beforeOperation: [
        ...(config.hooks?.beforeOperation ?? []),
        async ({ args, req }) => {
          // Only an update has both.
          const { data, id } = args as { data?: unknown; id?: unknown }
          if (data !== undefined) {
            await lockRecord(req, config.slug, id, seenAtOf(data))
          }
          const { where } = args as { where?: unknown }

          return where === undefined
            ? args
            : ({ ...args, where: withoutHiddenSearch(model, where) } as typeof args)
        },
      ],
    },
    lockDocuments: false,
  }
}

/** When the record that a form shows was last changed, as the form itself carries it. */
function seenAtOf(data: unknown): unknown {
  return data !== null && typeof data === 'object' && 'updatedAt' in data
    ? data.updatedAt
    : undefined
}

/** Payload lists collections as they come, so they come in the order of the navigation's groups. */
function inNavigationOrder({ crm }: Product): CollectionConfig[] {
  const slugs = crm.navigation.flatMap((group) => group.items)
  const place = (slug: string) => {
    const at = slugs.indexOf(slug)

    return at < 0 ? slugs.length : at
  }

  return crm.collections.toSorted((one, other) => place(one.slug) - place(other.slug))
}
