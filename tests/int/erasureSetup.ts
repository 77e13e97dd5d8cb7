import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { expect } from 'vitest'

import type { AppAnswer, TestApp } from '../helpers/testApp.ts'

/** A record as the API gives it. */
export type Doc = Record<string, unknown> & { id: string }

/** Values of one person that stand nowhere else, however they are written. */
export const VALUES = {
  city: 'Quorbelhausen',
  description: 'Prefers the qworl blue brochure and never wants calls on Mondays.',
  email: 'wilhelmina.zwirbelquist@qworl.example',
  firstName: 'Wilhelminaqx',
  formerEmail: 'minaqx.former@qworl.example',
  formerLastName: 'Vorherquistel',
  lastName: 'Zwirbelquistel',
  mobile: '+49 176 5550987123',
  note: 'Said yesqw on the phone.',
  phone: '+49 30 5550112987',
  postalCode: 'QX99417',
  region: 'Ober-Qworlien',
  street: 'Qworlgasse 4711b',
  title: 'Chief Qworl Officer',
  website: 'https://wilhelmina.qworl.example/me',
}

/** The fields of the person as they are first created. */
export const PERSON = {
  address: {
    city: VALUES.city,
    postalCode: VALUES.postalCode,
    region: VALUES.region,
    street: VALUES.street,
  },
  description: VALUES.description,
  email: VALUES.formerEmail,
  firstName: VALUES.firstName,
  lastName: VALUES.formerLastName,
  mobile: VALUES.mobile,
  phone: VALUES.phone,
  title: VALUES.title,
  website: VALUES.website,
}

/** Where any of the values stands: `table.column` of every column of every table, and every file. */
export async function findValues(app: TestApp): Promise<string[]> {
  const wanted = [
    ...Object.values(VALUES),
    // As they are compared.
    VALUES.phone.replaceAll(' ', ''),
    VALUES.mobile.replaceAll(' ', ''),
  ].map((value) => value.toLowerCase())

  return [...(await inTables(app, wanted)), ...inFiles(app.dataDir, wanted)]
}

async function inTables(app: TestApp, wanted: readonly string[]): Promise<string[]> {
  const columns = await app.sql(
    `select n.nspname as schema, c.relname as "table", a.attname as "column",
        a.atttypid = 'bytea'::regtype as bytes
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm') and a.attnum > 0 and not a.attisdropped
        and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        and (a.atttypid = any(array['text', 'json', 'jsonb', 'bytea', 'varchar', 'name']::regtype[])
          or a.attndims > 0)
      order by 1, 2, 3`,
  )
  const found: string[] = []
  for (const { bytes, column, schema, table } of columns) {
    const value =
      bytes === true ? `encode("${String(column)}", 'escape')` : `"${String(column)}"::text`
    const rows = await app.sql(
      `select distinct w.text from "${String(schema)}"."${String(table)}" t, unnest($1::text[]) as w (text)
        where strpos(lower(${value}), w.text) > 0`,
      [wanted],
    )
    found.push(...rows.map(({ text }) => `${String(table)}.${String(column)}: ${String(text)}`))
  }

  return found
}

function inFiles(dataDir: string, wanted: readonly string[]): string[] {
  const entries = readdirSync(dataDir, { recursive: true, withFileTypes: true })

  return entries
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      const bytes = readFileSync(file)
      const texts = [bytes.toString('utf8'), bytes.toString('latin1'), bytes.toString('utf16le')]

      return wanted
        .filter((value) =>
          [entry.name, ...texts].some((text) => text.toLowerCase().includes(value)),
        )
        .map((value) => `${path.relative(dataDir, file)}: ${value}`)
    })
}

/** A fingerprint of each record of a tenant's contacts but one, and of all their change rows. */
export async function othersOf(app: TestApp, slug: string, but: string): Promise<string> {
  const [row] = await app.sql(
    `select
        (select md5(string_agg(c::text, '|' order by c.id)) from contacts c
          where c.tenant_id = $1 and c.id <> $2) as contacts,
        (select md5(string_agg(e::text, '|' order by e.id)) from domain_events e
          where e.tenant_id = $1 and e.collection = 'contacts' and e.record_id <> $2) as events`,
    [app.tenantId(slug), but],
  )

  return JSON.stringify(row)
}

/** A fingerprint of everything that a tenant holds, but for what its use is counted in. */
export async function tenantPrint(app: TestApp, slug: string): Promise<string> {
  const tables = await app.sql(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'tenant_id'
        and c.relforcerowsecurity and c.relname <> 'usage_days' order by 1`,
  )
  const prints: string[] = []
  for (const { name } of tables) {
    const [row] = await app.sql(
      `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print
        from "${String(name)}" t where tenant_id = $1`,
      [app.tenantId(slug)],
    )
    prints.push(`${String(name)} ${String(row?.['print'])}`)
  }

  return prints.join('\n')
}

/** Waits until the jobs of a tenant that were queued for now have ended. */
export async function settled(app: TestApp, slug: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const rows = await app.sql(
      `select kind from jobs where tenant_id = $1 and state in ('queued', 'running')
        and run_after < now() + interval '1 minute' limit 1`,
      [app.tenantId(slug)],
    )
    if (rows.length === 0) {
      return
    }
    await sleep(50)
  }
  expect.fail('the jobs did not end')
}

/** The document of an answer that must have gone well. */
export function docOf(answer: AppAnswer): Doc {
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([
    expect.toBeOneOf([200, 201, 202]),
    expect.any(String),
  ])

  return (answer.json as { doc: Doc }).doc
}
