import { createServer } from 'node:net'

import { launcherErrors } from './errors.ts'

/** A free TCP port on 127.0.0.1: the preferred one when it is free, else one that the system gives. */
export async function freePort(preferred: number | undefined): Promise<number> {
  if (preferred !== undefined && (await tryListen(preferred, '127.0.0.1')) !== undefined) {
    return preferred
  }
  const port = await tryListen(0, '127.0.0.1')
  if (port === undefined) {
    throw launcherErrors.PORT_TAKEN({ port: preferred ?? 0 })
  }

  return port
}

/** Throws `LAUNCHER_PORT_TAKEN` when the port the product is to serve on is in use. */
export async function assertPortFree(port: number): Promise<void> {
  // Another program may hold the port on one address only; each family is asked by itself.
  const answers = [await tryListen(port, '0.0.0.0'), await tryListen(port, '127.0.0.1')]
  if (answers.includes(undefined)) {
    throw launcherErrors.PORT_TAKEN({ port })
  }
}

function tryListen(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ exclusive: true, host, port }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
