import { createServer } from 'node:net'

import { launcherErrors } from './errors.ts'

type Answer = { error: string } | { port: number }

/** A free TCP port on 127.0.0.1: the preferred one when it is free, else one that the system gives. */
export async function freePort(preferred: number | undefined): Promise<number> {
  if (preferred !== undefined && 'port' in (await tryListen(preferred, '127.0.0.1'))) {
    return preferred
  }
  const answer = await tryListen(0, '127.0.0.1')
  if ('error' in answer) {
    throw launcherErrors.PORT_TAKEN({ port: preferred ?? 0 })
  }

  return answer.port
}

/** Throws when the product cannot serve on its port: `LAUNCHER_PORT_TAKEN` or `LAUNCHER_PORT_FORBIDDEN`. */
export async function assertPortFree(port: number): Promise<void> {
  // Another program may hold the port on one address only, so each is asked by itself.
  for (const host of ['0.0.0.0', '127.0.0.1', '::']) {
    const answer = await tryListen(port, host)
    if ('error' in answer && answer.error === 'EADDRINUSE') {
      throw launcherErrors.PORT_TAKEN({ port })
    }
    if ('error' in answer && answer.error === 'EACCES') {
      throw launcherErrors.PORT_FORBIDDEN({ port })
    }
  }
}

function tryListen(port: number, host: string): Promise<Answer> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ error: error.code ?? error.message })
    })
    server.listen({ exclusive: true, host, ipv6Only: host === '::', port }, () => {
      const address = server.address()
      server.close(() => {
        resolve({ port: typeof address === 'object' ? (address?.port ?? port) : port })
      })
    })
  })
}
