import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'

/** A way to PostgreSQL that breaks at the moment that matters most. */
export type CuttingProxy = {
  /** Connections cut so far: before the COMMIT had passed, and after it, before its answer had. */
  cuts: { after: number; before: number }
  /** The same database by way of the proxy. */
  through: (url: string) => string
  /** How often a connection that sends COMMIT is cut, from 0 to 1. */
  setRate: (rate: number) => void
  stop: () => Promise<void>
}

const COMMIT = Buffer.from('commit\0')
// PostgreSQL has long answered a COMMIT that was passed on by then.
const AFTER_MS = 40

/** Starts a proxy before the PostgreSQL of `url`; it passes everything on until a rate is set. */
export async function startCuttingProxy(url: string, random: () => number): Promise<CuttingProxy> {
  const target = new URL(url)
  const cuts = { after: 0, before: 0 }
  const open = new Set<Socket>()
  let rate = 0
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    let isMuted = false
    const cut = () => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', cut)
      socket.on('close', () => {
        open.delete(socket)
        cut()
      })
    }
    client.on('data', (chunk) => {
      if (chunk.includes(COMMIT) && random() < rate) {
        if (random() < 0.5) {
          cuts.before += 1
          cut()

          return
        }
        cuts.after += 1
        isMuted = true
        setTimeout(cut, AFTER_MS)
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (!isMuted) {
        client.write(chunk)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }

  return {
    cuts,
    setRate: (wanted) => {
      rate = wanted
    },
    stop: async () => {
      open.forEach((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
    through: (direct) => {
      const changed = new URL(direct)
      changed.port = String(port)

      return changed.href
    },
  }
}
