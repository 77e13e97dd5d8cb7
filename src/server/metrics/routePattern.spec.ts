import { describe, expect, it } from 'vitest'

import { routePattern } from './routePattern.ts'

describe('routePattern', () => {
  const patternOf = routePattern([
    { method: 'GET', path: '/api/:slug/:id' },
    { method: 'GET', path: '/api/auth/me' },
    { method: 'GET', path: '/api/:slug (payload)' },
    { method: 'POST', path: '/login' },
  ])

  it.each([
    ['GET', '/api/companies/0199', '/api/:slug/:id'],
    ['HEAD', '/api/companies/0199', '/api/:slug/:id'],
    ['GET', '/api/auth/me', '/api/auth/me'],
    ['GET', '/api/deals', '/api/:slug'],
    ['GET', '/admin', '/admin/*'],
    ['GET', '/admin/collections/deals/0199', '/admin/*'],
    ['GET', '/_next/static/chunk.js', '/_next/*'],
    ['GET', '/administrator', 'none'],
    ['GET', '/login', 'none'],
    ['TRACE', '/login', 'none'],
    ['GET', '/somebody@example.test', 'none'],
  ])('names %s %s', (method, path, pattern) => {
    expect(patternOf({ method, path })).toBe(pattern)
  })
})
