import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

import { compileRead } from '../../src/collection/index.ts'
import type { Statement } from '../../src/kernel/db/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import type { Arena } from '../arena/types.ts'
import type { Send } from './rawWrites.ts'
import { rawCreate, rawUpdate } from './rawWrites.ts'
import { serveChild } from './serveChild.ts'

type Reads = Record<'get' | 'list', readonly Statement[]>

// Plain node:http and pg with the product's own SQL, as superuser: no sessions, rights, RLS or rules.
await serveChild(async (arena) => {
  await loadProduct(arena.dataDir)
  const reads = compileReads(arena)
  const send = openSender(arena.urls.superuser)
  const server = createServer((request, response) => {
    answer(arena, reads, send, request).then(
      ({ body, status }) => {
        response.writeHead(status, {
          'content-length': Buffer.byteLength(body),
          'content-type': 'application/json; charset=utf-8',
        })
        response.end(body)
      },
      (error: unknown) => {
        response.writeHead(500)
        response.end(String(error))
      },
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })

  return (server.address() as AddressInfo).port
})

function openSender(url: string): Send {
  const options = { connectionString: url, max: 10, pipeline: true }
  const pool = new pg.Pool(options)

  return async (statements) => {
    const client = await pool.connect()
    try {
      return await Promise.all(
        statements.map(({ name, text, values }) =>
          client.query({ name, text, values: [...values] }),
        ),
      )
    } finally {
      client.release()
    }
  }
}

async function answer(
  arena: Arena,
  reads: Reads,
  send: Send,
  request: IncomingMessage,
): Promise<{ body: string; status: number }> {
  const id = /^\/api\/contacts\/([0-9a-f-]{36})(?:\?|$)/.exec(request.url ?? '')?.[1]
  switch (request.method) {
    case 'PATCH':
      return { body: await rawUpdate(arena, send, id ?? '', await readJson(request)), status: 200 }
    case 'POST':
      return { body: await rawCreate(arena, send, await readJson(request)), status: 201 }
    default:
      return {
        body: id === undefined ? await list(reads, send) : await get(reads, send, id),
        status: 200,
      }
  }
}

/** The product's reads, compiled once. */
function compileReads(arena: Arena): Reads {
  const contacts = { collection: 'contacts', where: { deletedAt: { exists: false } } }

  return runAsTenant({ tenantId: arena.reads.id }, () => ({
    get: compileRead({
      collection: 'contacts',
      limit: 1,
      where: { id: { equals: arena.reads.id } },
    }),
    list: compileRead({ ...contacts, count: 'capped', limit: 25 }),
  }))
}

async function list({ list: statements }: Reads, send: Send): Promise<string> {
  const [page, count] = await send(
    statements.map(({ text, values = [] }, at) => ({ name: `list${at}`, text, values })),
  )
  const docs = (page?.rows as { doc: string }[]).map(({ doc }) => doc).join(',')
  const [total] = count?.rows as { total: string }[]

  return `{"docs":[${docs}],"limit":25,"page":1,"totalDocs":${total?.total ?? 0}}`
}

async function get({ get: statements }: Reads, send: Send, id: string): Promise<string> {
  const [page] = await send(
    statements.map(({ text, values = [] }) => ({
      name: 'get',
      text,
      // The id was compiled in as the second value.
      values: values.with(1, id),
    })),
  )

  return String((page?.rows as { doc: string }[])[0]?.doc)
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) {
    chunks.push(chunk as Buffer)
  }

  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
}
