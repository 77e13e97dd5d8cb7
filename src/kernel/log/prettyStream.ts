import { Writable } from 'node:stream'

const LEVELS: Readonly<Record<string, string>> = {
  '10': 'TRACE',
  '20': 'DEBUG',
  '30': 'INFO ',
  '40': 'WARN ',
  '50': 'ERROR',
  '60': 'FATAL',
}
const OWN_KEYS = new Set(['err', 'level', 'msg', 'time'])

/** Turns one JSON line of the log into one that people read; other text passes unchanged. */
export function prettyLine(line: string): string {
  const entry = parse(line)

  if (entry === undefined) {
    return line
  }

  const { err, level, msg, time } = entry
  const rest = Object.entries(entry)
    .filter(([key]) => !OWN_KEYS.has(key))
    .map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const stack =
    typeof err === 'object' && err !== null && 'stack' in err && typeof err.stack === 'string'
      ? `\n${err.stack}`
      : ''
  const clock = typeof time === 'string' ? time.slice(11, 19) : ''

  return `${clock} ${LEVELS[String(level)] ?? String(level)} ${typeof msg === 'string' ? msg : ''}${rest.join('')}${stack}`
}

/** A stream that writes log lines for people to `target`. */
export function prettyStream(target: NodeJS.WritableStream): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: unknown, _encoding, done) {
      for (const line of String(chunk).split('\n')) {
        if (line !== '') {
          target.write(`${prettyLine(line)}\n`)
        }
      }
      done()
    },
  })
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)

    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
