import { defineErrors } from '../kernel/errors/index.ts'

/** Ways signing in, inviting and changing passwords can be refused. */
export const identityErrors = defineErrors('IDENTITY', {
  BUSY: {
    message: () => 'Too many people are signing in at this moment. Try again in a few seconds.',
    status: 503,
  },
  CODE_INVALID: {
    message: () => 'This link has already been used or has expired. Ask for a new one.',
    status: 400,
  },
  CREDENTIALS_WRONG: {
    message: () => 'The e-mail address or the password is not right.',
    status: 401,
  },
  EMAIL_INVALID: {
    message: (_data: { field: string }) =>
      'This is not an e-mail address that mail can be sent to.',
    status: 400,
  },
  EMAIL_TAKEN: {
    message: (_data: { field: string }) =>
      'Somebody with this e-mail address already belongs to this workspace.',
    status: 409,
  },
  MEMBER_MISSING: {
    message: () => 'This account does not belong to the workspace you want to switch to.',
    status: 404,
  },
  PASSWORD_WEAK: {
    message: ({ minimum }: { field: string; minimum: number }) =>
      `Choose a password of at least ${minimum} characters that is not your e-mail address and not a well-known one.`,
    status: 400,
  },
  PLACEHOLDER_MISSING: {
    message: (_data: { field: string }) => 'There is no placeholder user with this id.',
    status: 404,
  },
  PLATFORM_STAFF_NEEDED: {
    message: () =>
      'Only the demo login manages this installation so far. Give an e-mail address and a password of your own for the platform before the first real tenant is created.',
    status: 409,
  },
  ROLE_MISSING: {
    message: (_data: { field: string }) => 'There is no such role in this workspace.',
    status: 404,
  },
  ROLE_TOO_HIGH: {
    message: (_data: { field: string }) => 'You cannot give a role more rights than your own.',
    status: 403,
  },
  ROW_MISSING: { message: () => 'The database gave no answer where one was due.', status: 500 },
  SESSION_MISSING: { message: () => 'There is no such session.', status: 404 },
  SIGN_IN_BLOCKED: {
    message: ({ seconds }: { seconds: number }) =>
      `Too many failed attempts. Try again in ${seconds} seconds.`,
    status: 429,
  },
  TENANT_SUSPENDED: {
    message: () => 'This workspace is suspended. Its administrators know whom to ask.',
    status: 403,
  },
})
