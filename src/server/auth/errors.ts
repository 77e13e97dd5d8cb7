import { defineErrors } from '../../kernel/errors/index.ts'

/** Ways a request to sign in, or one made while signed in, can be refused at the door. */
export const authErrors = defineErrors('SERVER', {
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
})
