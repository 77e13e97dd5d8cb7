import { defineErrors } from '../../kernel/errors/index.ts'

/** Ways a batch cannot be looked at or undone. */
export const batchErrors = defineErrors('BATCH', {
  NOT_FOUND: { message: () => 'There is no such batch.', status: 404 },
  PERSON_GONE: {
    message: () =>
      'Who started this may not act any more. What was done so far stays; the rest was left.',
    status: 403,
  },
  PERSON_REQUIRED: {
    message: () =>
      'Work of this size runs in the background, which support may not start. Send at most 1,000 rows at once.',
    status: 403,
  },
  ROW_CHANGED: {
    message: ({ fields }: { fields: string }) =>
      fields === ''
        ? 'Somebody has changed this record since.'
        : `Somebody has changed this record since: ${fields}.`,
    status: 409,
  },
  ROW_ERASED: {
    message: () => 'The former values were erased and cannot be brought back.',
    status: 409,
  },
  ROW_GONE: { message: () => 'This record is no longer there.', status: 409 },
  ROW_REFERRED: {
    message: () => 'Other records refer to this one by now, and it has no trash.',
    status: 409,
  },
  ROW_UNKNOWN: {
    message: () => 'The collection of this record is no longer part of the product.',
    status: 409,
  },
  RUNNING: {
    message: () => 'This batch is still running. Wait until it ends, or cancel it first.',
    status: 409,
  },
  UNDO_FORBIDDEN: {
    message: () => 'Your role does not allow you to undo what others have changed.',
    status: 403,
  },
  UNDO_RUNNING: {
    message: () => 'This batch is being undone already. Wait until that ends.',
    status: 409,
  },
  UNDONE: {
    message: () => 'This batch has been undone already. To bring it back, undo the undo.',
    status: 409,
  },
})
