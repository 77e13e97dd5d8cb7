import type { RequestHandler } from 'express'
import express from 'express'
import type { z } from 'zod'

import { authErrors } from './errors.ts'

/** Reads a JSON body of at most 64 KB; a form of another site cannot send that type. */
export const jsonBody: RequestHandler = express.json({ limit: '64kb', type: 'application/json' })

/** Reads the body of one of our own forms. */
export const formBody: RequestHandler = express.urlencoded({ extended: false, limit: '16kb' })

/** The body as its schema describes it; a field that is wrong or unknown is named in the refusal. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {})
  if (result.success) {
    return result.data
  }
  const issue = result.error.issues[0]
  const path = issue?.path.join('.') ?? ''
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined

  throw authErrors.FIELD_INVALID({
    field: unknownKey ?? (path === '' ? 'body' : path),
    reason: issue?.message ?? '',
  })
}
