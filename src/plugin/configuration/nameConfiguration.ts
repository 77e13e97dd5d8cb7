import type { PendingChange, RecordDoc, RuleContext } from '../../collection/types.ts'

const FALLBACK = 'en'

/**
 * Keeps the display name of configuration rows in step with their name, in the tenant's language,
 * and completes rows that came with a display name alone, as imports make them.
 */
export async function nameConfiguration(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const rows = changes.flatMap(({ after }) => (after === null ? [] : [after]))
  if (rows.length === 0) {
    return
  }
  const translated = rows.some((row) => typeof row['name'] === 'object' && row['name'] !== null)
  const [tenant] = translated
    ? await transaction.query<{ locale: string }>(
        'select locale from tenancy.own_tenant() where id = $1',
        [tenantId],
      )
    : []
  rows.forEach((row) => {
    complete(row, tenant?.locale ?? FALLBACK)
  })
}

function complete(row: RecordDoc, locale: string): void {
  row['name'] ??= row['title'] ?? null
  row['title'] = textOf(row['name'], locale)
  row['key'] ??= keyOf(row['title'])
  row['revision'] ??= 1
}

function textOf(name: unknown, locale: string): null | string {
  if (typeof name === 'string') {
    return name
  }
  if (typeof name !== 'object' || name === null) {
    return null
  }
  const texts: Record<string, unknown> = { ...name }
  const text = texts[locale] ?? texts[FALLBACK] ?? Object.values(texts)[0]

  return typeof text === 'string' ? text : null
}

function keyOf(title: unknown): null | string {
  if (typeof title !== 'string') {
    return null
  }
  const key = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')

  return key === '' ? null : key.slice(0, 100)
}
