import { defineErrors } from '../kernel/errors/index.ts'

/** Ways a command or the start of the product can be refused. */
export const mainErrors = defineErrors('TENON', {
  ARGUMENT_INVALID: {
    message: ({ reason }: { reason: string }) => reason,
    status: 400,
  },
  FILE_MISSING: {
    message: ({ path }: { path: string }) => `There is no file ${path}, or it cannot be read.`,
    status: 400,
  },
  PLATFORM_LOGIN_HALF: {
    message: () =>
      'The login of the platform needs both: give --platform-email and --platform-password, or TENON_PLATFORM_EMAIL and TENON_PLATFORM_PASSWORD.',
    status: 400,
  },
  PLATFORM_STAFF_MISSING: {
    message: () =>
      'WARNING: this installation has no platform login of its own yet. Beside a real tenant the demo login of the platform, accepted on this machine only, can do nothing but set one. Sign in with it at the bare host, or give --platform-email and --platform-password (or TENON_PLATFORM_EMAIL and TENON_PLATFORM_PASSWORD) with the next tenant.',
    status: 400,
  },
  TENANT_SLUG_INVALID: {
    message: ({ slug }: { field: string; slug: string }) =>
      `"${slug}" cannot be the address of a tenant. Use 1 to 63 small letters, digits and hyphens; not a reserved word.`,
    status: 400,
  },
  TENANT_SLUG_TAKEN: {
    message: ({ slug }: { field: string; slug: string }) =>
      `There already is a tenant "${slug}". Choose another address.`,
    status: 409,
  },
})
