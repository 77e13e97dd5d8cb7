import { z } from 'zod'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What every read of a board is told: the collection, what its columns are and which records it shows. */
export const boardInput = z.object({
  /** Path of the choice whose values are the columns, in a collection without stages. */
  by: z.string().max(100).optional(),
  collection: z.string(),
  from: z.string().regex(DAY).optional(),
  /** A user's id, `me`, or `none` for records without an owner. */
  owner: z.string().max(36).optional(),
  /** Key of a pipeline; default: the tenant's default. */
  pipeline: z.string().max(200).optional(),
  text: z.string().max(200).default(''),
  to: z.string().regex(DAY).optional(),
})

/** What a read of a board is told. */
export type BoardInput = z.output<typeof boardInput>
