import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { exportsErrors } from '../errors.ts'
import { ACCOUNTS } from './manifest.ts'
import type { Archive } from './openArchive.ts'

const ADOPT = `with wanted as (
    select lower(w.email) as email, w.name, w.new_id
    from jsonb_to_recordset($1::jsonb) as w(email text, name text, new_id uuid)
  ), made as (
    insert into accounts (id, email, name) select new_id, email, name from wanted
    on conflict (email) do nothing returning id, email
  )
  select id, email from made
  union all select a.id, a.email from accounts a join wanted w on w.email = a.email`

/**
 * Finds the accounts of an archive here by e-mail, or makes them without a password, which their owners
 * set by a reset. Gives the ids there → here as JSON.
 */
export async function adoptAccounts(archive: Archive): Promise<string> {
  const accounts: { email: string; id: string; name: string; new_id: string }[] = []
  for await (const line of archive.readLines(ACCOUNTS)) {
    const { email, id, name } = JSON.parse(line) as Record<string, unknown>
    if (typeof email !== 'string' || typeof id !== 'string' || typeof name !== 'string') {
      throw exportsErrors.ARCHIVE_INVALID({ reason: `a line of ${ACCOUNTS} does not fit` })
    }
    accounts.push({ email, id, name, new_id: newId() })
  }
  const rows = await runAsSystem('tenant-transfer', () =>
    database().transaction((transaction) =>
      transaction.query<{ email: string; id: string }>(ADOPT, [JSON.stringify(accounts)]),
    ),
  )
  const here = new Map(rows.map(({ email, id }) => [email, id]))

  return JSON.stringify(
    Object.fromEntries(accounts.map(({ email, id }) => [id, here.get(email.toLowerCase())])),
  )
}
