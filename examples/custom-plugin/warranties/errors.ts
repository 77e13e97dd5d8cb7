import { defineErrors } from 'tenon/errors'

/** Ways a warranty can be refused. */
export const warrantyErrors = defineErrors('WARRANTIES', {
  END_BEFORE_START: {
    message: ({ serial }: { field: 'endsOn'; serial: string }) =>
      `The warranty of ${serial} must end after the day it starts on. Correct the last day.`,
    status: 422,
  },
  VOID_FORBIDDEN: {
    message: ({ permission }: { field: 'status'; permission: string }) =>
      `Only somebody whose role has the permission "${permission}" may void a warranty.`,
    status: 403,
  },
})
