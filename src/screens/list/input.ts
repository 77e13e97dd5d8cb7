import { z } from 'zod'

import type { WhereTree } from '../../collection/index.ts'

const path = z.string().min(1).max(200)

const tree = z.record(z.string(), z.unknown()) as unknown as z.ZodType<WhereTree>

/** How records may be put together. */
export const grouping = z.object({
  by: path,
  period: z.enum(['day', 'week', 'month', 'quarter', 'year']).optional(),
  sums: z.array(path).max(8).optional(),
})

/** What a page of rows may be asked. */
export const rowsInput = z.object({
  after: z.string().optional(),
  before: z.string().optional(),
  collection: z.string(),
  columns: z.array(path).max(60),
  group: grouping.nullable().default(null),
  /** Language of the names of configuration. */
  language: z.string().max(20).default('en'),
  limit: z.number().int().min(1).max(200).default(25),
  search: z.string().max(200).default(''),
  sort: z.string().max(500).default(''),
  trash: z.boolean().default(false),
  where: tree.default({}),
  /** The rows of one group alone. */
  within: grouping
    .extend({ key: z.union([z.string(), z.number(), z.boolean(), z.null()]) })
    .optional(),
})

/** What a list may be asked; what is left out, the view and the person's habits say. */
export const listInput = z.object({
  after: z.string().optional(),
  before: z.string().optional(),
  collection: z.string(),
  columns: z.array(path).max(60).optional(),
  group: grouping.nullable().optional(),
  /** Language of the names of configuration. */
  language: z.string().max(20).default('en'),
  limit: z.number().int().min(1).max(200).optional(),
  search: z.string().max(200).optional(),
  sort: z.string().max(500).optional(),
  trash: z.boolean().default(false),
  /** Id of a saved view, or `all` for the list as such. */
  view: z.string().max(60).optional(),
  where: tree.optional(),
})

/** A page of rows as it is asked for. */
export type RowsInput = z.output<typeof rowsInput>

/** A list as it is asked for. */
export type ListInput = z.output<typeof listInput>
