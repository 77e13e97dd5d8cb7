import { defineErrors } from '../../kernel/errors/index.ts'

/** Ways a request to sign in, or one made while signed in, can be refused at the door. */
export const authErrors = defineErrors('SERVER', {
  API_KEY_REFUSED: {
    message: () => 'An API key cannot do this. Sign in as a person.',
    status: 403,
  },
  FIELD_INVALID: {
    message: ({ field, reason }: { field: string; reason: string }) =>
      `The field "${field}" cannot be used: ${reason}`,
    status: 400,
  },
  ORIGIN_REFUSED: {
    message: () =>
      'This request came from a page of another site. Open this address itself and try again.',
    status: 403,
  },
  PERMISSION_REFUSED: {
    message: ({ permission }: { permission: string }) =>
      `Your role does not allow this. It needs the permission "${permission}".`,
    status: 403,
  },
  PLATFORM_LOGIN_EXISTS: {
    message: () => 'The platform has a login of its own already. Sign in with it.',
    status: 409,
  },
  PLATFORM_LOGIN_NEEDED: {
    message: () =>
      'Only the demo login manages this installation, and it holds a real tenant. Set a login of your own first, on the page of the platform or by POST /api/platform/staff with "email" and "password".',
    status: 409,
  },
  SUPPORT_REFUSED: {
    message: () =>
      'Support access does not reach this. The administrators of the workspace can do it themselves.',
    status: 403,
  },
})
