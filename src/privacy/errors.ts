import { defineErrors } from '../kernel/errors/index.ts'

/** Ways personal data cannot be given out, erased or kept for a time. */
export const privacyErrors = defineErrors('PRIVACY', {
  BUSY: {
    message: () =>
      'An import, an export or a bulk change is still running here and may hold these values. Wait until it ends, then erase again.',
    status: 409,
  },
  CONFIRMATION_WRONG: {
    message: (_: { field: string }) =>
      'Erasing cannot be undone. Send the name of the record, exactly as it stands, as "name".',
    status: 400,
  },
  LOG_INVALID: {
    message: ({ line }: { line: number }) =>
      `Line ${line} is not an entry of a log of erasures. Write the log again with: tenon privacy log --out <file>`,
    status: 400,
  },
  NOT_PERSONAL: {
    message: ({ collection }: { collection: string }) =>
      `Records of "${collection}" are not about a person.`,
    status: 404,
  },
  REASON_NAMES: {
    message: (_: { field: string }) =>
      'The reason is kept: it must not hold the name, an address or any other value of the person.',
    status: 400,
  },
  REASON_REQUIRED: {
    message: (_: { field: string }) =>
      'Say why, in 3 to 500 characters: it is kept in the log of erasures.',
    status: 400,
  },
  SECRET_MISSING: {
    message: () => 'Personal data was erased before the process had its secret (useErasureSecret).',
    status: 500,
  },
})
