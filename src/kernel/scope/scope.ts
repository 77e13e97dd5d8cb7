import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

import { defineErrors } from '../errors/index.ts'
import type { AccessView, Actor, Scope, SystemSite, TenantScope } from './types.ts'

/** Ways the scope of running code can be wrong. */
export const scopeErrors = defineErrors('SCOPE', {
  MISSING: {
    message: () =>
      'This code touched the database outside any tenant or system scope. Wrap it in runAsTenant.',
    status: 500,
  },
  NOT_TENANT: {
    message: ({ site }: { site: string }) =>
      `A tenant's data was asked for inside the system scope "${site}".`,
    status: 500,
  },
})

const STORE = Symbol.for('tenon.scope')

// Next bundles a second copy of this module; one storage per process must serve both.
const shared = globalThis as { [STORE]?: AsyncLocalStorage<Scope> | undefined }
const storage = (shared[STORE] ??= new AsyncLocalStorage<Scope>())

/** The scope of the running code, or undefined outside any. */
export function currentScope(): Scope | undefined {
  return storage.getStore()
}

/** The tenant scope of the running code; throws `SCOPE_MISSING` or `SCOPE_NOT_TENANT`. */
export function requireTenantScope(): TenantScope {
  const scope = storage.getStore()

  if (scope === undefined) {
    throw scopeErrors.MISSING({})
  }
  if (scope.kind !== 'tenant') {
    throw scopeErrors.NOT_TENANT({ site: scope.site })
  }

  return scope
}

/** Runs `work` inside one tenant. Actor defaults to the user if one is named, else to the system. */
export function runAsTenant<T>(
  args: {
    access?: AccessView
    actor?: Actor
    batchId?: string
    correlationId?: string
    tenantId: string
    userId?: string | null
  },
  work: () => T,
): T {
  const userId = args.userId ?? null

  return storage.run(
    {
      ...(args.access === undefined ? {} : { access: args.access }),
      actor: args.actor ?? { id: userId, type: userId === null ? 'system' : 'user' },
      ...(args.batchId === undefined ? {} : { batchId: args.batchId }),
      correlationId: args.correlationId ?? currentScope()?.correlationId ?? randomUUID(),
      kind: 'tenant',
      tenantId: args.tenantId,
      userId,
    },
    work,
  )
}

/** Runs `work` of ours in the same tenant without the person's rights: rules must see what people may not. */
export function runUnrestricted<T>(work: () => T): T {
  const scope = { ...requireTenantScope() }
  delete scope.access

  return storage.run(scope, work)
}

/** Runs `work` through the system role on behalf of a named call site. */
export function runAsSystem<T>(site: SystemSite, work: () => T): T {
  const correlationId = currentScope()?.correlationId ?? randomUUID()

  return storage.run({ correlationId, kind: 'system', site }, work)
}
