import type { Request, RequestHandler } from 'express'

import { recordAudit } from '../../audit/index.ts'
import { allModels } from '../../collection/index.ts'
import type { SupportLevel } from '../../identity/index.ts'
import { supportOf } from '../../identity/index.ts'
import { database } from '../../kernel/db/index.ts'
import { log } from '../../kernel/log/index.ts'
import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'
import { principalOf } from './context.ts'
import { authErrors } from './errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
const ACCOUNTS = /^\/(?:account(?:\/|$)|api\/auth\/(?!me\/?$))/i
const LEAVING = /^\/(?:api\/auth\/logout|logout)\/?$/i
// Payload's screens ask for their forms by POST; what they write goes through the API.
const SCREENS = /^\/admin(?:\/|$)/i
const RECORDS = /^\/api\/([a-z0-9-]+)(?:\/[0-9a-f-]{36})?\/?$/i
const RIGHTS = new Set(['roles', 'teams', 'user-roles', 'users'])

/**
 * Lets support look at everything but accounts and, where the tenant allows it, write single records;
 * notes every write in the tenant's audit. Throws `SERVER_SUPPORT_REFUSED`.
 */
export const limitSupport: RequestHandler = (request, response, next) => {
  const support = supportOf(principalOf())
  if (support === null) {
    next()

    return
  }
  if (!mayReach(request, support.level)) {
    throw authErrors.SUPPORT_REFUSED({})
  }
  if (isWrite(request)) {
    const scope = requireTenantScope()
    const facts = { method: request.method, path: request.path }
    response.once('finish', () => {
      if (response.statusCode < 400) {
        runAsTenant(scope, () =>
          database().transaction((transaction) =>
            recordAudit(transaction, { facts, kind: 'support.wrote', subject: support.id }),
          ),
        ).catch((error: unknown) => {
          log().error({ err: error }, 'a write of support could not be noted')
        })
      }
    })
  }
  next()
}

function mayReach(request: Request, level: SupportLevel): boolean {
  const { path } = request
  if (LEAVING.test(path)) {
    return true
  }
  if (ACCOUNTS.test(path)) {
    return false
  }
  if (SAFE.has(request.method) || SCREENS.test(path)) {
    return true
  }

  return level === 'write' && isRecordPath(path)
}

function isWrite({ method, path }: Request): boolean {
  return !SAFE.has(method) && !LEAVING.test(path) && !SCREENS.test(path)
}

function isRecordPath(path: string): boolean {
  const slug = RECORDS.exec(path)?.[1]?.toLowerCase()

  return slug !== undefined && !RIGHTS.has(slug) && allModels().some((model) => model.slug === slug)
}
