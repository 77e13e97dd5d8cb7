import net from 'node:net'

/** One request as it goes over the wire. */
export type WireRequest = {
  body?: string
  headers: Record<string, string>
  method: string
  path: string
}

/** One answer: its status and its body. */
export type WireAnswer = { body: string; status: number }

const END_OF_HEAD = Buffer.from('\r\n\r\n')
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n')

/** A connection that sends one request after the other; far lighter than the servers it measures. */
export class KeepAliveClient {
  #fail: ((error: Error) => void) | undefined
  #received: Buffer[] = []
  readonly #socket: net.Socket
  #take: ((answer: WireAnswer) => void) | undefined

  private constructor(socket: net.Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk) => {
      this.#received.push(chunk)
      this.#settle()
    })
    const lost = (error?: Error) => this.#fail?.(error ?? new Error('the server closed'))
    socket.on('error', lost)
    socket.on('close', () => lost())
  }

  static connect(port: number): Promise<KeepAliveClient> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1')
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.removeListener('error', reject)
        resolve(new KeepAliveClient(socket))
      })
    })
  }

  close(): void {
    this.#fail = undefined
    this.#socket.destroy()
  }

  send(request: WireRequest): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      this.#take = resolve
      this.#fail = reject
      this.#socket.write(wire(request))
    })
  }

  #settle(): void {
    const all = this.#received.length === 1 ? this.#received[0] : Buffer.concat(this.#received)
    const answer = all === undefined ? undefined : parse(all)
    if (answer !== undefined) {
      this.#received = []
      this.#take?.(answer)
    } else if (all !== undefined) {
      this.#received = [all]
    }
  }
}

function wire({ body, headers, method, path }: WireRequest): string {
  const lines = Object.entries({
    ...headers,
    ...(body === undefined
      ? {}
      : { 'content-length': String(Buffer.byteLength(body)), 'content-type': 'application/json' }),
  }).map(([name, value]) => `${name}: ${value}\r\n`)

  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`
}

/** The answer, once all of it has arrived. */
function parse(all: Buffer): WireAnswer | undefined {
  const end = all.indexOf(END_OF_HEAD)
  if (end < 0) {
    return undefined
  }
  const head = all.toString('latin1', 0, end)
  const body = all.subarray(end + END_OF_HEAD.length)
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  const whole =
    length === undefined
      ? all.subarray(all.length - LAST_CHUNK.length).equals(LAST_CHUNK)
      : body.length >= Number(length)

  return whole ? { body: body.toString('utf8'), status: Number(head.slice(9, 12)) } : undefined
}
