import { z } from 'zod'

import { exportsErrors } from '../errors.ts'

const size = z.number().int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const entry = { bytes: size, sha256 }

const schema = z.object({
  accounts: z.object({ ...entry, rows: size }),
  exportedAt: z.string(),
  files: z.array(z.object({ ...entry, path: z.string().max(1000) })).max(5_000_000),
  format: z.literal('tenon-tenant'),
  leftOut: z.array(z.object({ reason: z.string(), table: z.string() })),
  tables: z
    .array(
      z.object({
        ...entry,
        columns: z.array(z.string().max(63)).max(2000),
        name: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
        rows: size,
      }),
    )
    .max(10_000),
  tenant: z.record(z.string(), z.unknown()),
  version: z.literal(1),
})

/** What an archive of a tenant says about itself: every entry with its size and digest. */
export type Manifest = z.infer<typeof schema>

/** Name of the manifest in an archive. */
export const MANIFEST = 'manifest.json'

/** Name of the entry with the e-mails and names of the tenant's accounts. */
export const ACCOUNTS = 'accounts.jsonl'

/** Name of the entry with the rows of a table. */
export function tableEntry(name: string): string {
  return `tables/${name}.jsonl`
}

/** Name of the entry of a file. */
export function fileEntry(path: string): string {
  return `files/${path}`
}

/** Reads a manifest; throws `EXPORTS_ARCHIVE_INVALID` on another form or version. */
export function readManifest(text: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw exportsErrors.ARCHIVE_INVALID({ reason: `${MANIFEST} is no JSON` }, error)
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.map(String).join('.') ?? ''
    throw exportsErrors.ARCHIVE_INVALID({
      reason: `${MANIFEST} is not of version 1 (${place}: ${issue?.message ?? ''})`,
    })
  }

  return parsed.data
}
