import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { testApp } from '../helpers/testApp.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { listRoutes, listHandlers } from '../../src/server/index.ts'

describe('the API', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await testApp()
  })
  afterAll(async () => {
    await app.close()
  })

  it('answers', async () => {
    const out: unknown[] = [listRoutes(app.server.app, app.server.platform), listHandlers(app.server.app)]
    for (const m of app.product.models) {
      out.push(m.slug + ' own=' + m.ownerField + ' trash=' + m.trash + ' title=' + m.title)
      const n = await app.sql(`select count(*) n from ${m.table} where tenant_id = $1`, [app.tenantId('northwind')])
      const a = await app.sql(`select count(*) n from ${m.table} where tenant_id = $1`, [app.tenantId('acme')])
      out.push('  rows ' + JSON.stringify([n[0], a[0]]))
      for (const f of m.fields) out.push(`   ${f.path} ${f.kind} ${f.relationTo ?? ''} ${f.required ? 'required' : ''} ${f.protected ? 'PROTECTED' : ''} ${f.unique ? 'unique' : ''} ${f.onDelete}`)
    }
    writeFileSync('/tmp/routes.txt', out.map((o) => typeof o === 'string' ? o : JSON.stringify(o, null, 0).replaceAll('},', '},\n')).join('\n'))
  })
})
