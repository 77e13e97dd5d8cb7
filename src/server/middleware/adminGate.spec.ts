import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import express from 'express'
import { describe, expect, it } from 'vitest'

import { requestContext } from '../requestContext.ts'
import { adminGate } from './adminGate.ts'

async function locationOf(path: string, isSignedIn: boolean): Promise<null | string> {
  const app = express()
  app.use((_request, _response, next) => {
    requestContext.run(
      { correlationId: 'test', principal: isSignedIn ? {} : null, tenant: {} } as never,
      next,
    )
  })
  app.use(
    adminGate((_request, response) => {
      response.send('the admin')
    }),
  )
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' })
  server.close()

  return response.headers.get('location')
}

describe('adminGate', () => {
  it.each([
    ['/admin/forgot', '/forgot-password', '/forgot-password'],
    ['/admin/forgot/', '/forgot-password', '/forgot-password'],
    ['/admin/reset/a-token', '/forgot-password', '/forgot-password'],
    ['/admin/logout-inactivity', '/login?redirect=%2Fadmin', '/logout'],
    ['/admin/unauthorized', '/login?redirect=%2Fadmin', '/admin'],
    ['/admin/verify/users/a-token', '/login?redirect=%2Fadmin', '/admin'],
    ['/admin/login', '/login?redirect=%2Fadmin', '/admin'],
    ['/admin/create-first-user', '/login?redirect=%2Fadmin', '/admin'],
    ['/admin/logout', '/logout', '/logout'],
    ['/admin/account', '/login?redirect=%2Fadmin%2Faccount', null],
    ['/', '/admin', '/admin'],
  ])('answers %s to others with %s and to people signed in with %s', async (path, others, own) => {
    expect(await locationOf(path, false)).toBe(others)
    expect(await locationOf(path, true)).toBe(own)
  })
})
