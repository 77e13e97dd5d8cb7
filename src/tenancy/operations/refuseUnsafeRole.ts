import { tenancyErrors } from '../errors.ts'
import type { Query } from '../types.ts'

type Facts = {
  bypass: boolean
  members: string[]
  owns: boolean
  role: string
  super: boolean
}

const FACTS = `select r.rolname as role, r.rolsuper as super, r.rolbypassrls as bypass,
    exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relowner = r.oid and n.nspname in ('public', 'tenancy')) as owns,
    array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid
      where m.member = r.oid) as members
  from pg_roles r where r.rolname = session_user`

/** Throws `TENANCY_ROLE_UNSAFE` if the connected role could step around row-level security. */
export async function refuseUnsafeRole(query: Query): Promise<void> {
  const [facts] = await query<Facts>(FACTS)
  const reason = facts === undefined ? 'is unknown' : reasonAgainst(facts)
  if (reason !== undefined) {
    throw tenancyErrors.ROLE_UNSAFE({ reason, role: facts?.role ?? '' })
  }
}

function reasonAgainst(facts: Facts): string | undefined {
  if (facts.super) {
    return 'is a superuser'
  }
  if (facts.bypass) {
    return 'has BYPASSRLS'
  }
  if (facts.owns) {
    return 'owns tables'
  }

  return facts.members.length > 0 ? `is a member of ${facts.members.join(', ')}` : undefined
}
