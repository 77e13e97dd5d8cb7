import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { modulesMark, noteModules } from './tenantModules.ts'
import { TENANT_COLUMNS, toTenant } from './tenantRow.ts'
import type { Tenant } from './types.ts'

/** What answers on a host. */
export type HostMatch =
  { kind: 'platform' } | { kind: 'tenant'; tenant: Tenant } | { kind: 'unknown' }

/** What the installation says about its hosts. */
export type HostRules = {
  /** The slug of the only tenant of this installation, which then answers on every host. */
  pinnedSlug?: string | undefined
  /** The bare host of the platform; tenants are its subdomains. */
  publicHost: string
}

type HostCache = { entries: Map<string, { expiresAt: number; match: HostMatch }>; version: number }

const TTL_MS = 5_000
const MAX_ENTRIES = 10_000
const CACHE = Symbol.for('tenon.hosts')
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [CACHE]?: HostCache | undefined }
const cache: HostCache = (shared[CACHE] ??= { entries: new Map(), version: 0 })

/**
 * Finds what answers on a Host header: the platform, a tenant (whatever its status), or nothing. An
 * answer is at most five seconds old, in this process none once `invalidateHosts` was called.
 */
export async function resolveHost(header: string, rules: HostRules): Promise<HostMatch> {
  const host = normalizeHost(header)
  if (host === undefined) {
    return { kind: 'unknown' }
  }
  if (rules.pinnedSlug === undefined && host === rules.publicHost) {
    return { kind: 'platform' }
  }
  const key = `${rules.pinnedSlug ?? ''} ${rules.publicHost} ${host}`
  const known = cache.entries.get(key)
  if (known !== undefined && known.expiresAt > Date.now()) {
    return known.match
  }
  const { version } = cache
  const mark = modulesMark()
  const match = await lookUp(host, rules)
  // An answer read before an invalidation must not outlive it.
  if (version === cache.version) {
    if (cache.entries.size >= MAX_ENTRIES) {
      cache.entries.clear()
    }
    cache.entries.set(key, { expiresAt: Date.now() + TTL_MS, match })
  }
  if (match.kind === 'tenant') {
    noteModules(match.tenant, mark)
  }

  return match
}

/** Forgets which tenant answers where, after a tenant or a domain has changed. */
export function invalidateHosts(): void {
  cache.version += 1
  cache.entries.clear()
}

function normalizeHost(header: string): string | undefined {
  const host = header
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '')

  return /^[a-z0-9.-]{1,253}$/.test(host) ? host : undefined
}

async function lookUp(host: string, rules: HostRules): Promise<HostMatch> {
  const slug = rules.pinnedSlug ?? subdomain(host, rules.publicHost)
  const [rows = []] = await runAsSystem('host-resolution', () =>
    database().read([
      slug === undefined
        ? {
            text: `select ${TENANT_COLUMNS} from domains d join tenants t on t.id = d.tenant_id
              where d.host = $1 and d.verified_at is not null`,
            values: [host],
          }
        : { text: `select ${TENANT_COLUMNS} from tenants t where t.slug = $1`, values: [slug] },
    ]),
  )
  const [row] = rows

  return row === undefined ? { kind: 'unknown' } : { kind: 'tenant', tenant: toTenant(row) }
}

function subdomain(host: string, publicHost: string): string | undefined {
  if (!host.endsWith(`.${publicHost}`)) {
    return undefined
  }
  const name = host.slice(0, -publicHost.length - 1)

  return SLUG.test(name) ? name : undefined
}
