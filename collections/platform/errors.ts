import { defineErrors } from 'tenon/errors'

/** Ways a user or a role can be refused. */
export const platformErrors = defineErrors('PLATFORM', {
  ADMIN_LAST: {
    message: () =>
      'This would leave the business without an active administrator. Make somebody else one first.',
    status: 409,
  },
  RIGHTS_EXCEEDED: {
    message: (_: { field: string }) => 'Nobody can give out more rights than they have themselves.',
    status: 403,
  },
  ROLE_BUILT_IN: {
    message: ({ key }: { field: string; key: string }) =>
      `The role "${key}" is built in: it can be neither deleted nor given another key.`,
    status: 409,
  },
  ROLE_INVALID: {
    message: ({ reason }: { field: string; reason: string }) =>
      `The permissions of the role cannot be read: ${reason}`,
    status: 422,
  },
})
