import { isTenonError } from '../../kernel/errors/index.ts'

/** Why one row of a batch was refused, as its reader sees it. */
export type RowFault = { code: string; field?: string; message: string }

/** The public form of a row's refusal; what is no coded error stays unnamed. */
export function describeFault(error: Error): RowFault {
  return isTenonError(error)
    ? {
        code: error.code,
        ...(error.field === undefined ? {} : { field: error.field }),
        message: error.message,
      }
    : { code: 'SERVER_INTERNAL', message: 'Something went wrong on our side.' }
}
