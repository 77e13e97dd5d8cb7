import { recordErrors } from '../../collection/index.ts'
import type { ImportMap } from '../../imports/index.ts'
import { checkImportMap } from '../../imports/index.ts'

/** What `POST /api/imports/:id/plan` was asked for. */
export type PlanBody = {
  createMissing?: boolean
  map?: ImportMap
  recipe?: string
  saveAs?: string
}

const KNOWN = new Set(['createMissing', 'map', 'recipe', 'saveAs'])

/** Checks the body of a plan; throws `RECORD_QUERY_INVALID` or `IMPORTS_MAP_INVALID`. */
export function readPlanBody(body: unknown): PlanBody {
  const source = body === undefined ? {} : body
  if (source === null || typeof source !== 'object' || Array.isArray(source)) {
    throw recordErrors.QUERY_INVALID({ reason: 'the plan must be an object' })
  }
  const { createMissing, map, recipe, saveAs } = source as Record<string, unknown>
  const stranger = Object.keys(source).find((key) => !KNOWN.has(key))
  if (stranger !== undefined) {
    throw recordErrors.QUERY_INVALID({ reason: `a plan has no "${stranger}"` })
  }
  if (createMissing !== undefined && typeof createMissing !== 'boolean') {
    throw recordErrors.QUERY_INVALID({ reason: '"createMissing" must be true or false' })
  }

  return {
    ...(createMissing === undefined ? {} : { createMissing }),
    ...(map === undefined ? {} : { map: checkImportMap(map, 'of the request') }),
    ...textOf('recipe', recipe),
    ...textOf('saveAs', saveAs),
  }
}

function textOf(name: 'recipe' | 'saveAs', value: unknown): Partial<Record<typeof name, string>> {
  if (value === undefined) {
    return {}
  }
  if (typeof value !== 'string' || value.includes('\0')) {
    throw recordErrors.QUERY_INVALID({ reason: `"${name}" must be text` })
  }

  return { [name]: value }
}
