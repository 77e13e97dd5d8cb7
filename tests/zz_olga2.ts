import pg from 'pg'
import { writeFileSync } from 'node:fs'
import { seedDeals } from '../bench/homeSeed.ts'
import { testCluster } from './helpers/testCluster.ts'
import { createDatabase, useDatabase } from '../src/kernel/db/index.ts'
import { createContextSigner } from '../src/tenancy/index.ts'
import { testKeys } from './helpers/freshDatabase.ts'
import { testProduct } from './helpers/testApp.ts'
import { signIn } from '../src/identity/index.ts'
import { runAsTenant } from '../src/kernel/scope/index.ts'
const name = 'test_fdd5940c52f4'
const client = new pg.Client({ connectionString: process.env['D'] })
await client.connect()
const ids = Object.fromEntries((await client.query('select slug, id from tenants')).rows.map((r) => [r.slug, r.id]))
const userOf = async (slug: string) => (await client.query(`select id from users where tenant_id = $1 order by created_at limit 1`, [ids[slug]])).rows[0].id
const home = { id: ids.home, userId: await userOf('home') }, large = { id: ids.large, userId: await userOf('large') }
writeFileSync('/tmp/olga/db.json', JSON.stringify({ name, home, large }))
await client.query(`vacuum analyze contacts`); await client.query('analyze')
const t = Date.now()
if (!process.argv.includes('nocompany')) {
await client.query(`set session_replication_role = replica`)
await client.query(`with c as materialized (select array_agg(id) ids from companies where tenant_id = $1)
  update contacts t set company_id = c.ids[1 + (abs(hashtext(t.id::text)) % cardinality(c.ids))] from c where t.tenant_id=$1 and abs(hashtext(t.id::text)) % 3 <> 0`, [ids.large])
await client.query(`set session_replication_role = default`)
console.log('companies', Date.now() - t)
}
await seedDeals(client, { tenantId: home.id, userId: home.userId })
console.log('deals', Date.now() - t)
for (const x of ['contacts', 'companies']) await client.query('vacuum analyze ' + x)
console.log('done', Date.now() - t)
await client.end()
process.exit(0)
