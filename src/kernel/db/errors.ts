import { defineErrors } from '../errors/index.ts'

/** Ways the database can refuse or be out of reach, apart from what a statement itself did wrong. */
export const databaseErrors = defineErrors('DATABASE', {
  COMMIT_REFUSED: {
    message: () =>
      'Nothing was saved: the transaction had already failed when it was to be committed.',
    status: 500,
  },
  COMMIT_UNKNOWN: {
    message: () =>
      'The connection broke while saving. It is not known whether the change was saved: look before trying again.',
    status: 503,
  },
  NOT_CONNECTED: { message: () => 'The database was used before it was opened.', status: 500 },
  TRANSACTION_CLOSED: {
    message: () => 'A statement was sent on a transaction that had already ended.',
    status: 500,
  },
  UNAVAILABLE: {
    message: () =>
      'The database cannot be reached at the moment. Nothing was changed; try again shortly.',
    status: 503,
  },
})

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '53300',
  '57P01',
  '57P02',
  '57P03',
])
const CONNECTION_TEXT =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed/

/** True when an error says that the connection, not the statement, failed. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''

  return CONNECTION_CODES.has(code) || code.startsWith('08') || CONNECTION_TEXT.test(error.message)
}

/** The SQLSTATE of an error raised by PostgreSQL, or undefined. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.length === 5
    ? error.code
    : undefined
}
