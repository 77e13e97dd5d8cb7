import { defineErrors } from '../../kernel/errors/index.ts'

/** Ways a live stream can be refused. */
export const streamErrors = defineErrors('STREAM', {
  TOO_MANY: {
    message: ({ most }: { most: number }) =>
      `You have ${most} live connections open already. Close other windows and browsers first.`,
    status: 429,
  },
})
