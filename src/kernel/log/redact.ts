const HIDDEN = '[hidden]'
const MAX_DEPTH = 8
const SECRET_KEY =
  /^(?:.*(?:authorization|cookie|hmac|passw|pass_?phrase|secret|smtp_?url|token).*|api_?key|context|hash|pass|salt)$/i
const CREDENTIALS_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi
const BEARER = /\b(Bearer|Basic|JWT)\s+[\w.~+/=-]+/gi
const SECRET_IN_QUERY = /([?&](?:code|key|password|secret|token)=)[^&\s"'#]+/gi

/** Hides credentials that stand inside a text: in addresses, headers and query strings. */
export function redactText(text: string): string {
  return text
    .replace(CREDENTIALS_IN_URL, `$1${HIDDEN}@`)
    .replace(BEARER, `$1 ${HIDDEN}`)
    .replace(SECRET_IN_QUERY, `$1${HIDDEN}`)
}

/** A copy of a value for the log in which every secret, at any depth, is hidden. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return redactText(value)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  if (value instanceof Error) {
    return describeError(value, depth)
  }
  if (value instanceof Date) {
    return value
  }
  if (depth >= MAX_DEPTH) {
    return '[deep]'
  }
  if (Array.isArray(value)) {
    return value.map((item) => redact(item, depth + 1))
  }

  return redactRecord(value, depth)
}

/** The facts of an error that are safe to log: own fields beyond these may hold rows of a tenant. */
export function describeError(error: Error, depth = 0): Record<string, unknown> {
  const { cause } = error

  return {
    type: error.name,
    message: redactText(error.message),
    ...('code' in error ? { code: error.code } : {}),
    ...('status' in error ? { status: error.status } : {}),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(cause === undefined || depth >= MAX_DEPTH ? {} : { cause: redact(cause, depth + 1) }),
  }
}

/** As `redact`, for the fields of one log line. */
export function redactRecord(record: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      SECRET_KEY.test(key) && value !== undefined && value !== null
        ? HIDDEN
        : redact(value, depth + 1),
    ]),
  )
}
