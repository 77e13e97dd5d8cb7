import { defineErrors } from '../kernel/errors/index.ts'

/** Ways a screen can be refused. */
export const screenErrors = defineErrors('SCREEN', {
  BOARD_MISSING: {
    message: ({ collection }: { collection: string }) =>
      `"${collection}" has no board: it has no stages and no choice that you may see. Use its list instead.`,
    status: 404,
  },
  INPUT_INVALID: {
    message: ({ field, reason }: { field: string; reason: string }) =>
      `The screen cannot be shown like this: "${field}" is wrong (${reason}).`,
    status: 400,
  },
  UNKNOWN: {
    message: ({ name }: { name: string }) => `There is no screen "${name}".`,
    status: 404,
  },
})
