import { z } from 'zod'

/** What an agency may set in `tenon.config.ts`. */
export const warrantyOptions = z.strictObject({
  /** How long a warranty runs that names no last day. */
  months: z.int().min(1).max(120).default(24),
})

/** The options as they are given. */
export type WarrantyOptions = z.input<typeof warrantyOptions>
