import { readRecords } from '../collection/index.ts'
import type { Transaction } from '../kernel/db/index.ts'
import type { AccessView } from '../kernel/scope/index.ts'
import { requireTenantScope, runAsTenant } from '../kernel/scope/index.ts'

/** Which of the records that files hang on somebody with these rights may read, in the trash or not. */
export async function readableTargets(
  access: AccessView,
  targets: { collection: string; ids: readonly string[] },
  transaction: Transaction,
): Promise<Set<string>> {
  const { collection, ids } = targets
  const { docs } = await runAsTenant({ ...requireTenantScope(), access }, () =>
    readRecords({ collection, limit: 0, where: { id: { in: ids } } }, transaction),
  )

  return new Set(docs.map(({ id }) => id))
}
