import type { Rule } from '../types.ts'

/** Requests may not call the functions of PostgreSQL that reach past a tenant. */
export const functionDenied: Rule = {
  check: (catalog) =>
    catalog.deniedFunctions.map(({ role, signature }) => ({
      fix: `As superuser: revoke execute on function ${signature} from public, ${role}`,
      message: `${role} may call it`,
      object: signature,
    })),
  id: 'function-denied',
}
