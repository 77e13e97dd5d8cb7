import { defineErrors } from '../kernel/errors/index.ts'

/** Ways tenancy can refuse: a wrong model, a database that is not ours, keys or roles that are not safe. */
export const tenancyErrors = defineErrors('TENANCY', {
  KEYS_INVALID: {
    message: ({ source }: { source: string }) =>
      `The context keys in ${source} cannot be read. Expected one or two keys of at least 32 bytes.`,
    status: 500,
  },
  KEYS_UNSAFE: {
    message: ({ path }: { path: string }) =>
      `Others can read the context keys in ${path}. Make the file readable by its owner alone: chmod 600.`,
    status: 500,
  },
  MIGRATION_CHANGED: {
    message: ({ name }: { name: string }) =>
      `The migration ${name} was changed after this database had applied it. Put its text back and write a new one.`,
    status: 500,
  },
  MIGRATION_DESTRUCTIVE: {
    message: ({ changes }: { changes: readonly string[] }) =>
      `The wanted tables would lose data: ${changes.join('; ')}. Write a migration for it.`,
    status: 500,
  },
  MIGRATION_FAILED: {
    message: ({ name, reason }: { name: string; reason: string }) =>
      `The migration ${name} failed and was undone: ${reason}`,
    status: 500,
  },
  MIGRATION_UNKNOWN: {
    message: ({ name }: { name: string }) =>
      `This database was migrated by a newer version: it has ${name}, which this one does not know. Use that version.`,
    status: 500,
  },
  MODEL_INVALID: {
    message: ({ reason, table }: { reason: string; table: string }) =>
      `The table "${table}" cannot be made: ${reason}.`,
    status: 500,
  },
  ROLES_MISSING: {
    message: ({ roles }: { roles: readonly string[] }) =>
      `The roles ${roles.join(', ')} do not exist and DATABASE_URL may not create roles. Connect as one that may.`,
    status: 500,
  },
  ROLE_UNSAFE: {
    message: ({ reason, role }: { reason: string; role: string }) =>
      `The server will not start as "${role}": this role ${reason}, so row-level security would not hold. Use tenon_app.`,
    status: 500,
  },
  SUBJECT_INVALID: {
    message: () => 'A tenant context was asked for something that is no tenant id or user id.',
    status: 500,
  },
  TENANT_UNKNOWN: {
    message: ({ tenant }: { tenant: string }) => `There is no tenant "${tenant}".`,
    status: 404,
  },
})
