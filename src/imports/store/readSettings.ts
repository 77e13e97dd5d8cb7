import { database } from '../../kernel/db/index.ts'
import type { ImportSettings } from '../types.ts'

/** Currency and language of the running tenant, by which open questions of a file are settled. */
export async function readSettings(): Promise<ImportSettings> {
  const [rows = []] = await database().read([
    { text: 'select currency, locale from tenancy.own_tenant()' },
  ])
  const row = rows[0] as Partial<ImportSettings> | undefined

  return { currency: row?.currency ?? 'EUR', locale: row?.locale ?? 'en' }
}
