import { defineErrors } from '../../kernel/errors/index.ts'

/** Ways signing in through an identity provider, and setting one up, can be refused. */
export const oidcErrors = defineErrors('OIDC', {
  ANSWER_INVALID: {
    message: () => 'The answer of the sign-in provider does not hold. Start the sign-in again.',
    status: 401,
  },
  DENIED: {
    message: () => 'The sign-in provider has not let you in. Start again, or ask who manages it.',
    status: 403,
  },
  EMAIL_DOMAIN_REFUSED: {
    message: () => 'People with this e-mail address do not sign in to this workspace this way.',
    status: 403,
  },
  EMAIL_UNVERIFIED: {
    message: () =>
      'The sign-in provider does not vouch for your e-mail address. Have it verified there first.',
    status: 403,
  },
  ENROLMENT_REFUSED: {
    message: () =>
      'Your account is used elsewhere, too. Sign in with its password to set up a second factor.',
    status: 403,
  },
  ISSUER_INVALID: {
    message: (_data: { field: string }) =>
      'The issuer must be an https address of a public host, without user, query and fragment.',
    status: 400,
  },
  LINKED_ELSEWHERE: {
    message: () =>
      'Somebody else of the sign-in provider is tied to this person. Ask an administrator.',
    status: 403,
  },
  NOT_MEMBER: {
    message: () =>
      'You do not belong to this workspace, or you may not enter. Ask an administrator to invite you.',
    status: 403,
  },
  PASSWORD_REFUSED: {
    message: () =>
      'People of this workspace sign in through its provider. Use the button on the sign-in page.',
    status: 403,
  },
  PROVIDER_LIMIT: {
    message: ({ limit }: { limit: number }) =>
      `A workspace has at most ${limit} sign-in providers. Delete one first.`,
    status: 409,
  },
  PROVIDER_MISSING: { message: () => 'There is no such sign-in provider.', status: 404 },
  REACH_REFUSED: {
    message: () =>
      'A sign-in provider can sign everybody in. Only who holds all rights of all roles may set it up.',
    status: 403,
  },
  ROLE_NEEDED: {
    message: (_data: { field: string }) => 'Say which role new people get.',
    status: 400,
  },
  STATE_INVALID: {
    message: () =>
      'This sign-in took too long, is done already or began in another browser. Start it again.',
    status: 400,
  },
  SWITCH_REFUSED: {
    message: () =>
      'A sign-in through this provider counts for this workspace only. Sign in at the other one.',
    status: 403,
  },
  UNREACHABLE: {
    message: () => 'The sign-in provider does not answer as it should. Try again later.',
    status: 424,
  },
})
