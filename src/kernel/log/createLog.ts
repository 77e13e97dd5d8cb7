import { pino, stdTimeFunctions } from 'pino'
import type { Bindings, DestinationStream, Logger } from 'pino'

import { currentScope } from '../scope/index.ts'
import { prettyStream } from './prettyStream.ts'
import { describeError, redactRecord, redactText } from './redact.ts'

/** The log: JSON lines that carry the correlation id, tenant and user of the running code. */
export type Log = Logger

/** What a log can be told when it is made. */
export type LogOptions = {
  /** Where the lines go; standard output by default. */
  destination?: DestinationStream
  level: 'debug' | 'error' | 'fatal' | 'info' | 'silent' | 'trace' | 'warn'
  /** True writes lines for people instead of JSON. */
  pretty?: boolean
}

/** Makes a log whose lines name their scope and never hold a password, token, cookie or key. */
export function createLog({ destination, level, pretty = false }: LogOptions): Log {
  const log = pino(
    {
      base: null,
      formatters: { log: redactRecord },
      hooks: {
        logMethod(args, method) {
          const [first] = args as unknown[]
          // An error alone also becomes the message, past every formatter.
          const whole: unknown[] =
            first instanceof Error && args.length === 1 ? [first, first.message] : args
          const hidden = whole.map((arg) => (typeof arg === 'string' ? redactText(arg) : arg))

          method.apply(this, hidden as typeof args)
        },
      },
      level,
      mixin: scopeFields,
      serializers: {
        err: (value: unknown) => (value instanceof Error ? describeError(value) : value),
      },
      timestamp: stdTimeFunctions.isoTime,
    },
    destination ?? (pretty ? prettyStream(process.stdout) : process.stdout),
  )
  return hideChildFields(log)
}

// Pino runs its formatters over the fields of a line only, never over those of a child log.
function hideChildFields(log: Log): Log {
  const { child } = log as unknown as {
    child: (this: Log, fields: Bindings, options?: object) => Log
  }

  return Object.defineProperty(log, 'child', {
    value(this: Log, fields: Bindings, options?: object) {
      return child.call(this, redactRecord(fields), options)
    },
  })
}

function scopeFields(): Record<string, string> {
  const scope = currentScope()

  if (scope === undefined) {
    return {}
  }
  const { correlationId } = scope

  if (scope.kind === 'system') {
    return { correlationId, site: scope.site }
  }

  return {
    correlationId,
    tenant: scope.tenantId,
    ...(scope.userId === null ? {} : { user: scope.userId }),
  }
}
