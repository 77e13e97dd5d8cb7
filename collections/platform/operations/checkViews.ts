import { z } from 'zod'
import type { PendingChange } from 'tenon/plugin'

import { platformErrors } from '../errors.ts'

const MOST_CHARACTERS = 20_000
const DEEPEST = 6

const path = z.string().min(1).max(200)

// What a view names may be gone one day, with its plugin; whoever shows it leaves that part out.
const definition = z.strictObject({
  /** What a board is made of, beside what it shares with a table. */
  board: z.record(z.string(), z.unknown()).optional(),
  columns: z.array(path).max(60).optional(),
  group: z
    .strictObject({
      by: path,
      period: z.enum(['day', 'week', 'month', 'quarter', 'year']).optional(),
      sums: z.array(path).max(8).optional(),
    })
    .optional(),
  search: z.string().max(200).optional(),
  sort: z.string().max(500).optional(),
  where: z
    .record(z.string(), z.unknown())
    .refine((tree) => depthOf(tree) <= DEEPEST, { error: `it is nested deeper than ${DEEPEST}` })
    .optional(),
  widths: z.record(z.string(), z.number().int().min(40).max(2000)).optional(),
})

const roles = z.array(z.string().max(100)).max(50)

/** Refuses a view that no list could show: what it says of columns, order and conditions must be readable. */
export function checkViews(changes: readonly PendingChange[]): Promise<void> {
  for (const { after, refuse } of changes) {
    for (const [field, schema] of [
      ['definition', definition],
      ['roles', roles],
    ] as const) {
      const reason = faultOf(schema, after?.[field])
      if (reason !== undefined) {
        refuse(platformErrors.VIEW_INVALID({ field, reason }))
      }
    }
  }

  return Promise.resolve()
}

function faultOf(schema: z.ZodType, value: unknown): string | undefined {
  if (value === null || value === undefined) {
    return undefined
  }
  if (JSON.stringify(value).length > MOST_CHARACTERS) {
    return `it is longer than ${MOST_CHARACTERS} characters`
  }
  const [issue] = schema.safeParse(value).error?.issues ?? []

  return issue === undefined ? undefined : `${issue.path.join('.')} ${issue.message}`.trim()
}

function depthOf(tree: Readonly<Record<string, unknown>>): number {
  const inner = [tree['and'], tree['or']].flatMap((part): unknown[] =>
    Array.isArray(part) ? part : [],
  )
  const depths = inner.map((part: unknown) =>
    typeof part === 'object' && part !== null ? depthOf(part as Record<string, unknown>) : 0,
  )

  return 1 + Math.max(0, ...depths)
}
