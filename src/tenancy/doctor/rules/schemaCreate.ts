import { defineRule } from '../defineRule.ts'

/** No restricted role may create anything: not in a schema, not in the database, not for a session. */
export const schemaCreate = defineRule('schema-create', (catalog) => [
  ...catalog.schemaGrants.map(({ role, schema }) => ({
    fix: `revoke create on schema ${schema} from public, ${role}`,
    message: `${role} may create objects in it`,
    object: `schema ${schema}`,
  })),
  ...catalog.databaseGrants.map(({ privilege, role }) => ({
    fix: `revoke ${privilege} on this database from public, ${role}`,
    message: `${role} has ${privilege}`,
    object: 'database',
  })),
])
