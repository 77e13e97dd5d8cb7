import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

import { getPayload } from 'payload'

import { authenticate } from '../../src/identity/index.ts'
import { createLog } from '../../src/kernel/log/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { registerAdmin } from '../../src/main/admin/adminRegistry.ts'
import { runNextBuild } from '../../src/main/admin/runNextBuild.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { openDatabase } from '../../src/main/openDatabase.ts'
import { payloadConfig } from '../../src/main/payloadConfig.ts'
import { requestContext } from '../../src/server/index.ts'
import type { RequestTenant } from '../../src/server/index.ts'
import { resolveHost } from '../../src/tenancy/index.ts'
import type { Arena } from '../arena/types.ts'
import { serveChild } from './serveChild.ts'

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const REPOSITORY = path.resolve(import.meta.dirname, '../..')

const FILES: Readonly<Record<string, string>> = {
  'app/(payload)/api/[...slug]/route.js': `import { REST_GET } from '@payloadcms/next/routes'

const key = Symbol.for('tenon.payloadConfig')
const config = {
  then: (resolve, reject) => Promise.resolve(globalThis[key]).then(resolve, reject),
}

export const GET = REST_GET(config)
`,
  'next.config.mjs': `import { withPayload } from '@payloadcms/next/withPayload'

export default withPayload({
  poweredByHeader: false,
  serverExternalPackages: ['payload', 'pg', 'pino'],
  turbopack: { root: ${JSON.stringify(REPOSITORY)} },
})
`,
  'package.json': '{"name":"tenon-bench-next","private":true,"type":"module"}\n',
}

// Payload's stock REST route in a production build of Next, over the same configuration, adapter,
// rows, row-level security and session look-up as the product.
await serveChild(async (arena) => {
  const product = await loadProduct(arena.dataDir)
  const log = createLog({ level: 'warn' })
  openDatabase({ ...arena.urls.guarded, dataDir: arena.dataDir, prepare: true }, log)
  const config = await payloadConfig(product, { secret: arena.secret })
  const payload = await getPayload({ config })
  registerAdmin({ payload, tenant: () => requestContext.getStore()?.tenant ?? null })
  const handle = await startNext(await buildApp())
  const server = createServer((request, response) => {
    answer(arena, handle, request, response).catch((error: unknown) => {
      response.writeHead(500)
      response.end(String(error))
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })

  return (server.address() as AddressInfo).port
})

/** Turbopack resolves packages inside its root alone, so the project stands in the repository while it runs. */
async function buildApp(): Promise<string> {
  const dir = path.join(REPOSITORY, '.tenon-bench', `next-${process.pid}`)
  process.on('exit', () => {
    rmSync(path.dirname(dir), { force: true, recursive: true })
  })
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(dir, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  await runNextBuild({
    dir,
    log: (line) => {
      process.stderr.write(`${line}\n`)
    },
  })

  return dir
}

async function startNext(dir: string): Promise<Handle> {
  Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' })
  const { default: next } = await import('next')
  const app = next({ customServer: true, dev: false, dir, quiet: true })
  await app.prepare()

  return app.getRequestHandler()
}

async function answer(
  arena: Arena,
  handle: Handle,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const match = await resolveHost(request.headers.host ?? '', { publicHost: 'localhost' })
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const principal = await authenticate(token, arena.reads.id, false)
  if (match.kind !== 'tenant' || principal === null) {
    response.writeHead(401)
    response.end()

    return
  }
  const correlationId = crypto.randomUUID()
  const tenant = match.tenant as unknown as RequestTenant
  await requestContext.run({ correlationId, principal, tenant }, () =>
    runAsTenant({ correlationId, tenantId: tenant.id, userId: principal.userId }, () =>
      handle(request, response),
    ),
  )
}
