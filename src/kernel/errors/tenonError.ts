/** The only error class the framework throws: a stable code, an HTTP status and the facts of the case. */
export class TenonError extends Error {
  readonly code: string
  readonly data: Readonly<Record<string, unknown>>
  readonly field: string | undefined
  readonly status: number

  constructor(args: {
    cause?: unknown
    code: string
    data?: Record<string, unknown>
    message: string
    status: number
  }) {
    super(args.message, { cause: args.cause })
    this.name = 'TenonError'
    this.code = args.code
    this.status = args.status
    this.data = args.data ?? {}
    this.field = typeof this.data['field'] === 'string' ? this.data['field'] : undefined
  }
}

/** True for a framework error, of one given code if asked; works across duplicated packages. */
export function isTenonError(value: unknown, code?: string): value is TenonError {
  if (!(value instanceof Error) || value.name !== 'TenonError') {
    return false
  }

  return code === undefined || ('code' in value && value.code === code)
}
