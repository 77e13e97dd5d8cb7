import { defineErrors } from '../kernel/errors/index.ts'

/** Ways a tenant can have come to the end of what it may hold. */
export const quotaErrors = defineErrors('QUOTA', {
  RECORDS: {
    message: ({ most }: { most: number }) =>
      `This workspace may hold ${most} records and has no room for this. Delete what is not needed, or ask your provider for more.`,
    status: 409,
  },
  STORAGE: {
    message: ({ most }: { most: number }) =>
      `This workspace may hold ${most} bytes of files and has no room for this one. Delete files, or ask your provider for more.`,
    status: 409,
  },
  USERS: {
    message: ({ most }: { most: number }) =>
      `This workspace may have ${most} users and has that many. Disable one, or ask your provider for more.`,
    status: 409,
  },
})
