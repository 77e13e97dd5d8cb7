import { isId } from '../../kernel/ids/index.ts'

/** What the screens of Payload ask of its REST; every other route of Payload does not exist. */
export const payloadRoutes: readonly { method: string; path: string }[] = [
  { method: 'GET', path: '/access' },
  { method: 'GET', path: '/payload-preferences/:key' },
  { method: 'POST', path: '/payload-preferences/:key' },
  { method: 'DELETE', path: '/payload-preferences/:key' },
  { method: 'GET', path: '/users/me' },
  { method: 'GET', path: '/:slug' },
  { method: 'POST', path: '/:slug' },
  { method: 'GET', path: '/:slug/:id' },
  { method: 'PATCH', path: '/:slug/:id' },
  { method: 'POST', path: '/:slug/:id' },
  { method: 'POST', path: '/:slug/access' },
  { method: 'POST', path: '/:slug/access/:id' },
  { method: 'POST', path: '/:slug/:id/duplicate' },
]

const KEY = /^[\w.-]{1,200}$/

/** True for a request that one of `payloadRoutes` names, to a collection that is open. */
export function isPayloadRoute(
  method: string,
  path: string,
  isOpen: (slug: string) => boolean,
): boolean {
  const asked = path.split('/').slice(1)
  const fits = (pattern: string, part: string): boolean => {
    switch (pattern) {
      case ':id':
        return isId(part)
      case ':key':
        return KEY.test(part)
      case ':slug':
        return isOpen(part)
      default:
        return pattern === part
    }
  }

  return payloadRoutes.some((route) => {
    const parts = route.path.split('/').slice(1)

    return (
      route.method === method &&
      parts.length === asked.length &&
      parts.every((pattern, index) => fits(pattern, asked[index] ?? ''))
    )
  })
}
