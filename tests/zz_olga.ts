import pg from 'pg'
import { readFileSync, mkdtempSync } from 'node:fs'
import { testCluster } from './helpers/testCluster.ts'
import { createDatabase, useDatabase } from '../src/kernel/db/index.ts'
import { createContextSigner } from '../src/tenancy/index.ts'
import { testKeys } from './helpers/freshDatabase.ts'
import { testProduct } from './helpers/testApp.ts'
import { runAsTenant } from '../src/kernel/scope/index.ts'
import { accessOfUser } from '../src/identity/index.ts'
import { loadScreen } from '../src/screens/index.ts'
const [what = 'home', arg = '{}', mode = ''] = process.argv.slice(2)
const { name, home, large } = JSON.parse(readFileSync('/tmp/olga/db.json', 'utf8'))
const product = testProduct()
const urls = testCluster().urls(name)
const signer = createContextSigner(testKeys)
const db = createDatabase({ app: { connectionString: urls.app, max: 10 }, onIdleError: () => undefined, prepare: true, signContext: (s) => signer.sign(s as never), system: { connectionString: urls.system, max: 2 } })
const log: { text: string; values: unknown[]; ms: number }[] = []
let explain = false
const wrapped = { ...db, read: async (st: { text: string; values?: unknown[]; name?: string }[]) => {
  if (!explain) return db.read(st)
  const out = []
  for (const s of st) {
    if (/^(set|select set_config)/.test(s.text)) { out.push([]); continue }
    let best = Infinity, plan = '', rows
    for (let i = 0; i < 3; i++) {
      const t = performance.now(); [rows] = await db.read([s]); best = Math.min(best, performance.now() - t)
    }
    if (mode !== 'times') plan = (await db.read([{ text: 'explain (analyze, buffers, timing on) ' + s.text, values: s.values }]))[0]!.map((r) => Object.values(r)[0]).join('\n')
    console.log('=====', best.toFixed(1), 'ms |', s.text.slice(0, mode === 'full' ? 4000 : 260).replace(/\s+/g, ' '))
    if (mode !== 'times') console.log(mode === 'full' ? plan : plan.split('\n').filter((l) => /->|^\S|Buffers|Execution|Planning Time|Cond|Filter|Sort|Removed/.test(l)).slice(0, 60).join('\n'))
    out.push(rows!)
  }
  return out
} }
useDatabase(wrapped as never)
const who = what === 'home' ? home : large
await runAsTenant({ tenantId: who.id, userId: who.userId, correlationId: 'x' } as never, async () => {
  const access = await db.transaction((tx) => accessOfUser(tx, who.userId))
  const user = (await db.read([{ text: 'select * from users where tenant_id = $1 and id = $2', values: [who.id, who.userId] }]))[0]![0]!
  await runAsTenant({ tenantId: who.id, userId: who.userId, correlationId: 'x', access } as never, async () => {
    const reader = { isOpen: () => true, principal: { userId: who.userId, roleKey: 'admin', timeZone: 'Europe/Berlin', locale: 'en', permissions: { actions: ['*'], collections: {} } }, tenant: { id: who.id, timeZone: 'Europe/Berlin', modules: [], currency: 'EUR' } }
    const input = JSON.parse(arg)
    const times = []
    for (let i = 0; i < 15; i++) { const t = performance.now(); await loadScreen(what, input, reader as never); times.push(performance.now() - t) }
    times.sort((a, b) => a - b)
    console.log('SCREEN', what, arg, 'best', times[0]!.toFixed(1), 'median', times[7]!.toFixed(1), 'max', times[14]!.toFixed(1))
    if (mode !== 'only') { explain = true; await loadScreen(what, input, reader as never) }
  })
})
process.exit(0)
