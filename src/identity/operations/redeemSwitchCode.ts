import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { useToken } from '../accountTokens.ts'
import { identityErrors } from '../errors.ts'
import { findMember, openMemberSession } from '../member.ts'
import type { OpenedSession, Principal, Visitor } from '../types.ts'

/** Exchanges a switch code for a session in its tenant; throws `IDENTITY_CODE_INVALID`. */
export async function redeemSwitchCode(args: {
  code: string
  tenantId: string
  visitor: Visitor
}): Promise<OpenedSession<Principal>> {
  return runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const code = await useToken(transaction, {
        kind: 'switch',
        tenantId: args.tenantId,
        token: args.code,
      })
      const member =
        code === undefined
          ? undefined
          : await findMember(transaction, code.account_id, args.tenantId)
      const opened = await openMemberSession(transaction, member, args.visitor)
      if (opened === undefined) {
        throw identityErrors.CODE_INVALID({})
      }

      return opened
    }),
  )
}
