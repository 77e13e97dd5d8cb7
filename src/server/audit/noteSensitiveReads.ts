import type { RequestHandler } from 'express'

import type { SensitiveReads } from '../../audit/index.ts'
import { recordAudit, takeSensitiveReads } from '../../audit/index.ts'
import { database } from '../../kernel/db/index.ts'
import type { Log } from '../../kernel/log/index.ts'
import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'

/** Notes in the audit which sensitive fields a request has shown: one entry per request and collection. */
export function noteSensitiveReadsOf(log: Log): RequestHandler {
  return function noteReads(_request, response, next) {
    const scope = requireTenantScope()
    const { access } = scope
    if (access !== undefined) {
      // Closed early, too: part of the answer has been seen by then.
      response.once('close', () => {
        const reads = takeSensitiveReads(access)
        if (reads !== undefined) {
          runAsTenant(scope, () => write(reads)).catch((error: unknown) => {
            log.error({ err: error }, 'reads of sensitive fields could not be noted')
          })
        }
      })
    }
    next()
  }
}

async function write(reads: SensitiveReads): Promise<void> {
  await database().transaction((transaction) =>
    recordAudit(
      transaction,
      ...[...reads].map(([collection, { fields, ids }]) => ({
        facts: { fields: [...fields], records: [...ids] },
        kind: 'sensitive.read' as const,
        subject: collection,
      })),
    ),
  )
}
