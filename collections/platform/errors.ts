import { defineErrors } from 'tenon/errors'

/** Ways a user or a role can be refused. */
export const platformErrors = defineErrors('PLATFORM', {
  ADMIN_LAST: {
    message: () =>
      'This would leave the business without an active administrator. Make somebody else one first.',
    status: 409,
  },
  DASHBOARD_INVALID: {
    message: ({ reason }: { field: string; reason: string }) =>
      `The home page cannot be shown like this: ${reason}`,
    status: 422,
  },
  DASHBOARD_ROLES: {
    message: (_: { field: string }) => 'Give the roles as a list of their keys.',
    status: 422,
  },
  LAYOUT_COLLECTION: {
    message: ({ collection }: { collection: string; field: string }) =>
      `There is no collection "${collection}" to lay out. Write its name as in the address of its list.`,
    status: 422,
  },
  LAYOUT_INVALID: {
    message: ({ reason }: { field: string; reason: string }) =>
      `The layout cannot be followed: ${reason}`,
    status: 422,
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
  TEAM_CYCLE: {
    message: (_: { field: string }) => 'A team cannot stand below itself. Choose another parent.',
    status: 409,
  },
  TEAM_DEPTH: {
    message: ({ depth }: { depth: number; field: string }) =>
      `Teams can be nested ${depth} deep at most. Choose a parent higher up.`,
    status: 409,
  },
  TIME_ZONE_UNKNOWN: {
    message: ({ zone }: { field: string; zone: string }) =>
      `There is no time zone "${zone}". Write it as in Europe/Berlin.`,
    status: 422,
  },
  VIEW_INVALID: {
    message: ({ field, reason }: { field: string; reason: string }) =>
      `The view cannot be kept: its "${field}" cannot be read (${reason}).`,
    status: 422,
  },
})
