import { ident } from '../ddl/names.ts'
import { LOGIN_ROLES, OWNER_ROLE } from '../roles.ts'

/** What a database itself must grant and deny; a copy of a template needs it again. */
export function databaseGrantsSql(database: string): string[] {
  const ref = ident(database)

  return [
    `revoke all on database ${ref} from public`,
    `grant connect on database ${ref} to ${LOGIN_ROLES.join(', ')}`,
    `grant connect, create, temporary on database ${ref} to ${OWNER_ROLE}`,
    'revoke all on schema public from public',
    `grant usage on schema public to ${[...LOGIN_ROLES, 'tenon_search'].join(', ')}`,
    `grant usage, create on schema public to ${OWNER_ROLE}`,
  ]
}
