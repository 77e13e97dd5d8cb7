import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'

/** Runs `work` with a permit to rewrite history once, which only the system role can give; none is left over. */
export async function withPermit<T>(work: (permit: string) => Promise<T>): Promise<T> {
  const { tenantId } = requireTenantScope()
  const permit = newId()
  await runAsSystem('privacy', () =>
    database().transaction((transaction) =>
      transaction.query('insert into erasure_permits (id, tenant_id) values ($1::uuid, $2::uuid)', [
        permit,
        tenantId,
      ]),
    ),
  )
  try {
    return await work(permit)
  } catch (error) {
    await runAsSystem('privacy', () =>
      database().transaction((transaction) =>
        transaction.query('delete from erasure_permits where id = $1::uuid', [permit]),
      ),
    )
    throw error
  }
}
