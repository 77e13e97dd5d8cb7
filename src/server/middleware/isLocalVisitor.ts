import type { Request } from 'express'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** True only for a loopback peer that asks for `localhost` or `*.localhost` with nothing forwarded. */
export function isLocalVisitor(request: Request): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()

  return isLocalPeer(request) && (host === 'localhost' || host.endsWith('.localhost'))
}

/** True only for a loopback peer with nothing forwarded, whatever host it asks for. */
export function isLocalPeer(request: Request): boolean {
  const forwarded = Object.keys(request.headers).some(
    (name) => name === 'forwarded' || name.startsWith('x-forwarded-') || name === 'x-real-ip',
  )

  return LOOPBACK.has(request.socket.remoteAddress ?? '') && !forwarded
}
