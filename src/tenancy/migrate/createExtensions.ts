import type { Query } from '../types.ts'

const EXTENSIONS = ['btree_gin', 'pg_trgm', 'unaccent']

/** Creates the extensions that search stands on, where the server offers them; says which it does not. */
export async function createExtensions(
  query: Query,
  log: (message: string) => void,
): Promise<void> {
  const rows = await query<{ installed: boolean; name: string }>(
    `select name, installed_version is not null as installed from pg_available_extensions
      where name = any($1)`,
    [EXTENSIONS],
  )
  const offered = new Map(rows.map(({ installed, name }) => [name, installed]))
  for (const name of EXTENSIONS) {
    if (!offered.has(name)) {
      log(`The server does not offer the extension ${name}: fuzzy search will not work`)
    } else if (offered.get(name) === false) {
      await query(`create extension if not exists ${name} with schema public`)
    }
  }
}
