import { defineErrors } from '../kernel/errors/index.ts'

/** Ways signing in, inviting and changing passwords can be refused. */
export const identityErrors = defineErrors('IDENTITY', {
  ACCOUNT_MISSING: {
    message: (_data: { field: string }) => 'Nobody has an account with this e-mail address.',
    status: 404,
  },
  API_KEY_EXPIRY_PAST: {
    message: (_data: { field: string }) => 'Choose a time to come at which the API key ends.',
    status: 400,
  },
  API_KEY_MISSING: { message: () => 'There is no such API key.', status: 404 },
  API_KEY_OWNER_REFUSED: {
    message: (_data: { field: string }) =>
      'Only who manages the settings can make an API key for somebody else.',
    status: 403,
  },
  BUSY: {
    message: () => 'Too many people are signing in at this moment. Try again in a few seconds.',
    status: 503,
  },
  CHALLENGE_OVER: {
    message: () => 'This sign-in has taken too long or is already done. Sign in again.',
    status: 401,
  },
  CODE_INVALID: {
    message: () => 'This link has already been used or has expired. Ask for a new one.',
    status: 400,
  },
  CODE_WRONG: {
    message: (_data: { field: string }) =>
      'This code is not right or has been used. Wait for the next one of your app.',
    status: 401,
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
  ENROLMENT_MISSING: {
    message: () => 'There is no set-up of an authenticator app to go on with. Start it again.',
    status: 409,
  },
  INSTALLATION_SECRET_MISSING: {
    message: () =>
      'A second factor was used before the process had its secret (useInstallationSecret).',
    status: 500,
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
  SECOND_FACTOR_ACTIVE: {
    message: () => 'A second factor is set up already. Switch it off before you set up another.',
    status: 409,
  },
  SECOND_FACTOR_MISSING: {
    message: () => 'This person has no second factor.',
    status: 409,
  },
  SECOND_FACTOR_NEEDED: {
    message: (_data: { challenge: string; seconds: number }) =>
      'Now give the code of your authenticator app.',
    status: 401,
  },
  SECOND_FACTOR_OWN: {
    message: () => 'Switch off your own second factor on its page, with your password and a code.',
    status: 403,
  },
  SECOND_FACTOR_REFUSED: {
    message: () =>
      'You cannot reset the second factor of this person. Ask the staff of the platform.',
    status: 403,
  },
  SECOND_FACTOR_REQUIRED: {
    message: () => 'This workspace asks for a second factor. Set up your authenticator app first.',
    status: 403,
  },
  SECOND_FACTOR_UNREADABLE: {
    message: () =>
      'The stored second factor cannot be read: TENON_SECRET is not the one it was stored with.',
    status: 500,
  },
  SESSION_MISSING: { message: () => 'There is no such session.', status: 404 },
  SIGN_IN_BLOCKED: {
    message: ({ seconds }: { seconds: number }) =>
      `Too many failed attempts. Try again in ${seconds} seconds.`,
    status: 429,
  },
  STAFF_FACTOR_MISSING: {
    message: () =>
      'This needs a second factor on your own login. Set up your authenticator app first.',
    status: 403,
  },
  SUPPORT_FACTOR_MISSING: {
    message: () =>
      'Support access needs a second factor on your own login. Set up your authenticator app first.',
    status: 403,
  },
  SUPPORT_OFF: {
    message: () =>
      'This workspace allows no support access. Its administrators can allow it in the settings.',
    status: 403,
  },
  TENANT_SUSPENDED: {
    message: () => 'This workspace is suspended. Its administrators know whom to ask.',
    status: 403,
  },
  USER_MISSING: {
    message: (_data: { field: string }) => 'There is no such person in this workspace.',
    status: 404,
  },
  USER_STORE_MISSING: {
    message: () => 'A user was to be written before the process said how (useUserStore).',
    status: 500,
  },
})
