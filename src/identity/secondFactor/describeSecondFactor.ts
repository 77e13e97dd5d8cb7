import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'

/** How an account stands with its second factor. */
export type SecondFactorState = { isActive: boolean; recoveryCodesLeft: number }

/** Says whether an account signs in with a second factor and how many recovery codes it has left. */
export async function describeSecondFactor(accountId: string): Promise<SecondFactorState> {
  const [rows] = await runAsSystem('identity', () =>
    database().read([
      {
        text: `select
            exists (select 1 from second_factors
              where account_id = $1 and confirmed_at is not null) as active,
            (select count(*)::int from recovery_codes
              where account_id = $1 and used_at is null) as codes`,
        values: [accountId],
      },
    ]),
  )

  return {
    isActive: rows?.[0]?.['active'] === true,
    recoveryCodesLeft: Number(rows?.[0]?.['codes'] ?? 0),
  }
}
