import type { Row, Statement, Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { allSettings } from './settings.ts'
import type { Setting } from './types.ts'

/** What the tenant of the running scope has set, or the standard value. */
export async function readSetting<TValue>(
  setting: Setting<TValue>,
  transaction?: Transaction,
): Promise<TValue> {
  const rows = await run(
    {
      text: 'select value from settings where tenant_id = $1::uuid and key = $2',
      values: [requireTenantScope().tenantId, setting.key],
    },
    transaction,
  )

  return valueOf(setting, rows[0]?.['value'])
}

/** Every setting of the tenant of the running scope, by name. */
export async function readSettings(transaction?: Transaction): Promise<Record<string, unknown>> {
  const rows = await run(
    {
      text: 'select key, value from settings where tenant_id = $1::uuid',
      values: [requireTenantScope().tenantId],
    },
    transaction,
  )
  const set = new Map(rows.map((row) => [row['key'], row['value']]))

  return Object.fromEntries(
    [...allSettings.values()].map((setting) => [
      setting.key,
      valueOf(setting, set.get(setting.key)),
    ]),
  )
}

/** What an older version of the product has stored may not be a value any more. */
function valueOf<TValue>(setting: Setting<TValue>, stored: unknown): TValue {
  const parsed = setting.schema.safeParse(stored)

  return parsed.success ? parsed.data : setting.standard
}

async function run(statement: Statement, transaction?: Transaction): Promise<Row[]> {
  if (transaction !== undefined) {
    return transaction.query(statement.text, statement.values)
  }
  const [rows = []] = await database().read([statement])

  return rows
}
