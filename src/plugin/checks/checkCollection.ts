import type { CollectionConfig } from 'payload'

import { collectionErrors } from '../collectionErrors.ts'
import { pluginErrors } from '../errors.ts'
import { tenonOptionsOf } from '../tenonOptions.ts'
import { checkFields } from './checkFields.ts'

const SLUG = /^[a-z][a-z\d]*(-[a-z\d]+)*$/
const MAX_SLUG = 40
const READING_HOOKS = new Set(['afterRead', 'beforeRead'])
const RESERVED_SLUGS = new Set([
  ...['account-tokens', 'accounts', 'admin', 'auth', 'batches', 'domain-events', 'domains'],
  ...['external-ids', 'idempotency-keys', 'job-rows', 'schedule-runs', 'settings'],
  ...['files', 'globals', 'health', 'identifiers', 'jobs', 'mails', 'metrics', 'ready', 'search'],
  ...['sessions', 'sign-in-attempts', 'tenants'],
  ...['api-keys', 'audit', 'audit-entries', 'erasures', 'exports', 'identity-providers'],
  ...['import-recipes', 'import-rows', 'imports', 'modules', 'privacy', 'quotas', 'rights'],
  ...['support-sessions', 'usage', 'usage-days'],
])

/** Refuses a collection that would escape tenancy, rules or the record store. */
export function checkCollection(collection: CollectionConfig, plugin: string): void {
  const where = { plugin, slug: collection.slug }
  checkSlug(where)
  checkTenancy(collection, where)
  const hook = Object.entries(collection.hooks ?? {}).find(
    ([name, hooks]) => !READING_HOOKS.has(name) && hooks.length > 0,
  )
  if (hook !== undefined) {
    throw collectionErrors.HOOKS({ ...where, hook: hook[0] })
  }
  if (collection.auth !== undefined && collection.auth !== false) {
    throw collectionErrors.AUTH(where)
  }
  if (collection.upload !== undefined && collection.upload !== false) {
    throw collectionErrors.UPLOAD(where)
  }
  if (collection.versions !== undefined && collection.versions !== false) {
    throw collectionErrors.DRAFTS(where)
  }
  if (collection.lockDocuments !== false) {
    throw collectionErrors.LOCKS(where)
  }
  checkFields(collection.fields, where)
}

function checkSlug({ plugin, slug }: { plugin: string; slug: string }): void {
  if (RESERVED_SLUGS.has(slug) || slug.startsWith('payload-')) {
    throw pluginErrors.SLUG_RESERVED({ plugin, slug })
  }
  if (!SLUG.test(slug) || slug.length > MAX_SLUG) {
    throw pluginErrors.SLUG_INVALID({ plugin, slug })
  }
}

function checkTenancy(collection: CollectionConfig, where: { plugin: string; slug: string }): void {
  if (collection.dbName !== undefined) {
    const table = typeof collection.dbName === 'string' ? collection.dbName : 'a computed name'
    throw collectionErrors.TABLE_FOREIGN({ ...where, table })
  }
  const { tenancy } = tenonOptionsOf(collection)
  if (tenancy === undefined) {
    throw collectionErrors.TENANCY_MISSING(where)
  }
  if (tenancy !== 'tenant') {
    throw collectionErrors.TENANCY_GLOBAL(where)
  }
}
