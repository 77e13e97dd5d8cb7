import { z } from 'zod'

import { accent, industry, started } from './company.ts'
import { retention } from './retention.ts'
import type { Setting } from './types.ts'

/** Days after which what lies in the trash is deleted for good; 0: never. */
export const trashDays: Setting<number> = {
  key: 'trashDays',
  schema: z.int().min(0).max(3650),
  standard: 30,
}

/** How far people of the platform's staff may come in to help: not at all, to look, or to change records. */
export const supportAccess: Setting<'off' | 'read' | 'write'> = {
  key: 'support',
  schema: z.enum(['off', 'read', 'write']),
  standard: 'read',
}

/** Everything a tenant can set, by name. */
export const allSettings: ReadonlyMap<string, Setting<unknown>> = new Map(
  [accent, industry, retention, started, supportAccess, trashDays].map((setting) => [
    setting.key,
    setting as Setting<unknown>,
  ]),
)
