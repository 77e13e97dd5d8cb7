import { readFile } from 'node:fs/promises'

import { z } from 'zod'

import { importsErrors } from '../errors.ts'
import type { ImportMap } from '../types.ts'

const schema = z.strictObject({
  columns: z.record(z.string(), z.string().nullable()).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  dateOrder: z.enum(['dmy', 'iso', 'mdy', 'ymd']).optional(),
  decimal: z.enum([',', '.']).optional(),
  key: z.string().optional(),
  sheet: z.string().optional(),
  values: z.record(z.string(), z.record(z.string(), z.string())).optional(),
})

/** Reads and checks a map file; throws `IMPORTS_MAP_INVALID` with what is wrong in it. */
export async function readImportMap(file: string): Promise<ImportMap> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw importsErrors.MAP_INVALID(
      { file, reason: error instanceof Error ? error.message : String(error) },
      error,
    )
  }

  return checkImportMap(content, file)
}

/** Checks a map; throws `IMPORTS_MAP_INVALID` with what is wrong in it. */
export function checkImportMap(content: unknown, name: string): ImportMap {
  const parsed = schema.safeParse(content)
  if (!parsed.success) {
    const reason = parsed.error.issues
      .map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`)
      .join('; ')
    throw importsErrors.MAP_INVALID({ file: name, reason })
  }

  return definedOnly(parsed.data)
}

function definedOnly(map: z.infer<typeof schema>): ImportMap {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined))
}
