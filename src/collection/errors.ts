import { defineErrors } from '../kernel/errors/index.ts'

/** Ways reading or writing records can fail. */
export const recordErrors = defineErrors('RECORD', {
  COLLECTION_UNKNOWN: {
    message: ({ collection }: { collection: string }) => `There is no collection "${collection}".`,
    status: 404,
  },
  CURSOR_INVALID: {
    message: () =>
      'This place in the list does not belong to it: the cursor was made for another collection, order or filter. Start again from the first page.',
    status: 400,
  },
  DUPLICATE: {
    message: ({ field }: { field: string }) =>
      `Another record already has this value of "${field}". Use a different one.`,
    status: 409,
  },
  FIELD_INVALID: {
    message: ({ field, reason }: { field: string; reason: string }) => `"${field}" ${reason}.`,
    status: 400,
  },
  FIELD_PROTECTED: {
    message: ({ field }: { field: string }) =>
      `"${field}" is kept by the system and cannot be set.`,
    status: 400,
  },
  FIELD_REQUIRED: {
    message: ({ field }: { field: string }) => `"${field}" is required.`,
    status: 400,
  },
  FIELD_UNKNOWN: {
    message: ({ field }: { field: string }) => `This collection has no field "${field}".`,
    status: 400,
  },
  FORBIDDEN: {
    message: ({ action }: { action: string }) => `Your role does not allow you to ${action} here.`,
    status: 403,
  },
  IN_USE: {
    message: () => 'Other records still refer to this one. Remove or change them first.',
    status: 409,
  },
  KEY_INVALID: {
    message: () => 'An idempotency key is 1 to 255 visible ASCII characters.',
    status: 400,
  },
  KEY_REUSED: {
    message: () =>
      'This idempotency key was used for another request within the last 24 hours. Use a new key for a new request.',
    status: 422,
  },
  NOT_FOUND: { message: () => 'There is no such record.', status: 404 },
  NOTHING_TO_RESTORE: {
    message: () => 'There is no former value to restore here: it was the first, or it was erased.',
    status: 409,
  },
  QUERY_INVALID: {
    message: ({ reason }: { reason: string }) => `The query cannot be answered: ${reason}.`,
    status: 400,
  },
  QUERY_SLOW: {
    message: ({ within }: { within: number }) =>
      `Reading this was stopped after ${Math.round(within / 1000)} seconds. Narrow it with a filter, or sort by another field.`,
    status: 422,
  },
  RELATION_MISSING: {
    message: ({ field }: { field: string }) => `"${field}" refers to a record that does not exist.`,
    status: 400,
  },
  REQUEST_RUNNING: {
    message: () =>
      'The first request with this idempotency key is still running. Ask again in a moment with the same key.',
    status: 409,
  },
  UNSUPPORTED: {
    message: ({ feature }: { feature: string }) =>
      `Payload's ${feature} are not part of Tenon. Use Tenon's change history instead.`,
    status: 501,
  },
  VERSION_CONFLICT: {
    message: ({ current, expected }: { current: number; expected?: number }) =>
      expected === undefined
        ? 'Somebody else has changed this record since you opened it. Reload it and apply your change again.'
        : `Somebody else has changed this record: you edited version ${expected}, it is now version ${current}. Reload it and apply your change again.`,
    status: 409,
  },
})
