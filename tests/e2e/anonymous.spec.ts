import { readdirSync, readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { payloadConfig } from '../../src/main/payloadConfig.ts'
import { findChromium } from '../helpers/browser.ts'
import { testProduct } from '../helpers/testApp.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'

const chromium = findChromium()
const ROOT = path.resolve(import.meta.dirname, '../..')

type Views = Record<string, { path?: string } | undefined>

/** Every address of a view, Payload's own included, from the configuration that the admin is built from. */
async function viewPaths(): Promise<string[]> {
  const config = await payloadConfig(testProduct(), { secret: 'a secret of tests' })
  const id = '01900000-0000-7000-8000-000000000000'
  const under = (base: string, views: Views) =>
    Object.values(views).flatMap((view) =>
      view?.path === undefined ? [] : [base + view.path.replaceAll(/:\w+\*?/g, id)],
    )

  return [
    '/admin',
    '/admin/account',
    ...under('/admin', config.admin.components.views),
    ...config.collections.flatMap(({ admin, slug }) => {
      const base = `/admin/collections/${slug}`
      const { edit, list, ...custom } = (admin.components?.views ?? {}) as Record<string, Views>

      return [
        base,
        `${base}/create`,
        `${base}/trash`,
        `${base}/${id}`,
        ...under(base, custom),
        ...under(`${base}/${id}`, edit ?? {}),
        ...under(base, list ?? {}),
      ]
    }),
  ]
}

/** Ids of the server functions that the built admin answers. */
function serverFunctions(): string[] {
  const base = path.join(ROOT, '.tenon-admin')
  const [newest = ''] = readdirSync(base).filter((name) => /^[\da-f]{16}$/.test(name))
  const manifest = path.join(base, newest, '.next/server/server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(manifest, 'utf8')) as { node: Record<string, unknown> }

  return Object.keys(node)
}

describe.skipIf(chromium === undefined)('whoever has not signed in', () => {
  let product: RunningProduct

  beforeAll(async () => {
    product = await startProduct()
  })
  afterAll(async () => {
    await product.stop()
  })

  type Answer = { location: string; retryAfter: number; status: number; text: string }

  /** Strangers may ask so much at once and no more: then it waits as long as it is told. */
  async function ask(
    target: string,
    headers: Record<string, string> = {},
    body?: string,
  ): Promise<Answer> {
    const answer = await askOnce(target, headers, body)
    if (answer.status !== 429) {
      return answer
    }
    await sleep(answer.retryAfter * 1_000)

    return ask(target, headers, body)
  }

  async function askOnce(
    target: string,
    headers: Record<string, string>,
    body: string | undefined,
  ): Promise<Answer> {
    const { host, port } = new URL(product.origin('acme'))

    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        {
          headers: { host, ...headers },
          host: '127.0.0.1',
          method: body === undefined ? 'GET' : 'POST',
          path: target,
          port,
        },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (chunk: string) => (text += chunk))
          answer.on('end', () => {
            const { location = '', 'retry-after': retryAfter = '1' } = answer.headers
            resolve({
              location,
              retryAfter: Number(retryAfter),
              status: answer.statusCode ?? 0,
              text,
            })
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }

  it('is sent to the sign-in page by every view there is', async () => {
    const paths = await viewPaths()
    expect(paths.length).toBeGreaterThan(100)
    for (const target of paths) {
      const { location, status } = await ask(target)
      expect([target, status, location.split('?')[0]]).toEqual([target, 302, '/login'])
    }
  })

  it('is refused by every server function, whatever view it is called through', async () => {
    const functions = serverFunctions()
    expect(functions.length).toBeGreaterThan(0)
    const call = JSON.stringify([
      { args: { collectionSlug: 'deals', operation: 'update' }, name: 'form-state' },
    ])
    for (const id of functions) {
      for (const target of ['/admin', '/admin/login', '/admin/collections/deals', '/admin/x']) {
        const headers = { 'content-type': 'text/plain;charset=UTF-8', 'next-action': id }
        const { status, text } = await ask(target, headers, call)
        expect([target, [302, 401, 403, 404].includes(status)]).toEqual([target, true])
        expect(text).not.toMatch(/collectionSlug|lastRenderedPath|formState/)
      }
    }
  })
})
