import { defineRule } from '../defineRule.ts'

/** Requests may not call the functions of PostgreSQL that reach past a tenant. */
export const functionDenied = defineRule('function-denied', (catalog) =>
  catalog.deniedFunctions.map(({ role, signature }) => ({
    fix: `As superuser: revoke execute on function ${signature} from public, ${role}`,
    message: `${role} may call it`,
    object: signature,
  })),
)
