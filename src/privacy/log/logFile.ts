import { z } from 'zod'

import { privacyErrors } from '../errors.ts'
import type { ErasureEntry } from '../types.ts'

/** An entry of the log in a file: with the tenant it belongs to. */
export type LoggedErasure = ErasureEntry & { tenantId: string }

const schema = z.strictObject({
  actorId: z.uuid().nullable(),
  actorType: z.string().max(50),
  at: z.iso.datetime(),
  collection: z.string().max(100),
  id: z.uuid(),
  marks: z.array(z.string().max(100)).max(1000),
  reason: z.string().max(500),
  recordId: z.uuid(),
  tenantId: z.uuid(),
})

/** The text of a log as a file outside of the database: one entry in JSON a line. */
export function formatLog(entries: readonly LoggedErasure[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** The entries of such a file; throws `PRIVACY_LOG_INVALID`. */
export function parseLog(text: string): LoggedErasure[] {
  const lines = text.split('\n')

  return lines.flatMap((line, index) => {
    if (line.trim() === '') {
      return []
    }
    const parsed = schema.safeParse(jsonOf(line))
    if (!parsed.success) {
      throw privacyErrors.LOG_INVALID({ line: index + 1 })
    }

    return [parsed.data]
  })
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
