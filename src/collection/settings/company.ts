import { z } from 'zod'

import { recordAudit } from '../../audit/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { Setting } from './types.ts'

const MAX_LOGO = 200_000

/** The colour that stands for the tenant on screens, `#rrggbb`; null: the product's own. */
export const accent: Setting<null | string> = {
  key: 'accent',
  schema: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable(),
  standard: null,
}

/** What the tenant does, in a word of its own; null: not said. */
export const industry: Setting<null | string> = {
  key: 'industry',
  schema: z.string().max(100).nullable(),
  standard: null,
}

/** True once the tenant has been set up, or somebody has said that it needs no help with it. */
export const started: Setting<boolean> = {
  key: 'started',
  schema: z.boolean(),
  standard: false,
}

/** The tenant's logo, a small WebP in Base64; null: none. Set by `writeLogo` alone, never as it comes from outside. */
export const logo: Setting<null | string> = {
  key: 'logo',
  schema: z.string().max(MAX_LOGO).nullable(),
  standard: null,
}

/** Keeps the tenant's logo, or none. */
export async function writeLogo(transaction: Transaction, picture: Buffer | null): Promise<void> {
  const { tenantId, userId } = requireTenantScope()
  await transaction.query(
    `insert into settings (tenant_id, key, value, updated_by)
      values ($1::uuid, $2, $3::jsonb, $4::uuid)
      on conflict (tenant_id, key) do update
      set value = excluded.value, updated_by = excluded.updated_by, updated_at = now()`,
    [tenantId, logo.key, JSON.stringify(picture?.toString('base64') ?? null), userId],
  )
  await recordAudit(transaction, {
    facts: { value: picture === null ? 'none' : 'picture' },
    kind: 'settings.changed',
    subject: logo.key,
  })
}
