import { defineErrors } from '../kernel/errors/index.ts'

/** Ways a request can be refused before it reaches a record. */
export const serverErrors = defineErrors('SERVER', {
  BODY_INVALID: { message: () => 'The request body is not valid JSON.', status: 400 },
  BODY_TOO_LARGE: { message: () => 'The request body is too large.', status: 413 },
  CURRENCY_IN_USE: {
    message: () =>
      'There are amounts in this currency already, so it cannot be changed any more. Amounts of single records can have others.',
    status: 409,
  },
  HOST_UNKNOWN: { message: () => 'There is nothing at this address.', status: 404 },
  IMAGE_NEEDED: {
    message: () => 'Send a picture as PNG, JPEG, WebP or GIF of at most 5 MB.',
    status: 400,
  },
  INTERNAL: {
    message: ({ correlationId }: { correlationId: string }) =>
      `Something went wrong on our side. If it happens again, give this number: ${correlationId}`,
    status: 500,
  },
  MODULE_REQUIRED: {
    message: ({ module }: { module: string }) => `The module "${module}" cannot be switched off.`,
    status: 400,
  },
  ROUTE_UNKNOWN: { message: () => 'There is nothing at this address.', status: 404 },
  SIGN_IN_REQUIRED: { message: () => 'Sign in first.', status: 401 },
  STOPPING: { message: () => 'The server is restarting. Try again in a moment.', status: 503 },
  TENANT_SUSPENDED: {
    message: () => 'This account is suspended. Contact your provider.',
    status: 403,
  },
  TOO_MANY_REQUESTS: {
    message: ({ seconds }: { seconds: number }) =>
      `These are too many requests at once. Try again in ${seconds} seconds.`,
    status: 429,
  },
})
