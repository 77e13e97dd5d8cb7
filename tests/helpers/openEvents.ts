import { request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** One event of a stream. */
export type StreamedEvent = { data: unknown; id: string | undefined; name: string }

/** An open stream of server-sent events. */
export type EventsOf = {
  close: () => void
  events: StreamedEvent[]
  /** True once the server has ended it. */
  isEnded: () => boolean
  status: number
  /** Waits until an event meets a condition; undefined when none does in time. */
  until: (
    fits: (event: StreamedEvent) => boolean,
    ms?: number,
  ) => Promise<StreamedEvent | undefined>
  untilEnded: (ms?: number) => Promise<boolean>
}

const STEP_MS = 10

/** Opens `GET /api/stream` on a host of this machine. */
export function openEvents(args: {
  headers: Record<string, string>
  host: string
  path?: string
  port: number
}): Promise<EventsOf> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        headers: { ...args.headers, host: `${args.host}:${String(args.port)}` },
        host: '127.0.0.1',
        path: args.path ?? '/api/stream',
        port: args.port,
      },
      (response) => {
        const events: StreamedEvent[] = []
        let ended = false
        let text = ''
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8')
          const parts = text.split('\n\n')
          text = parts.pop() ?? ''
          events.push(...parts.flatMap(eventOf))
        })
        const end = () => {
          ended = true
        }
        response.on('end', end).on('close', end).on('error', end)
        const wait = async (isMet: () => boolean, ms: number) => {
          const until = Date.now() + ms
          while (!isMet() && Date.now() < until) {
            await sleep(STEP_MS)
          }

          return isMet()
        }
        resolve({
          close: () => outgoing.destroy(),
          events,
          isEnded: () => ended,
          status: response.statusCode ?? 0,
          until: async (fits, ms = 4000) => {
            await wait(() => events.some(fits), ms)

            return events.find(fits)
          },
          untilEnded: (ms = 8000) => wait(() => ended, ms),
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end()
  })
}

function eventOf(block: string): StreamedEvent[] {
  const lines = new Map(
    block.split('\n').map((line) => {
      const at = line.indexOf(': ')

      return [line.slice(0, at), line.slice(at + 2)] as const
    }),
  )
  const name = lines.get('event')

  return name === undefined
    ? []
    : [{ data: JSON.parse(lines.get('data') ?? 'null') as unknown, id: lines.get('id'), name }]
}
