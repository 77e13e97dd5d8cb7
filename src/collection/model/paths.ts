import type { RecordDoc } from '../types.ts'

/** The value at a dotted path, or undefined. */
export function valueAt(doc: unknown, path: string): unknown {
  let value: unknown = doc
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object') {
      return undefined
    }
    value = (value as Record<string, unknown>)[key]
  }

  return value
}

/** Puts `value` at a dotted path of `target`, making the groups on the way. */
export function putAt(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.')
  const last = keys.pop()
  let group = target
  for (const key of keys) {
    const next = group[key]
    if (next === null || typeof next !== 'object') {
      group[key] = {}
    }
    group = group[key] as Record<string, unknown>
  }
  if (last !== undefined) {
    group[last] = value
  }
}

/** Takes the value at a dotted path out of `target`, with nothing left in its place. */
export function dropAt(target: Record<string, unknown>, path: string): void {
  const keys = path.split('.')
  const last = keys.pop()
  const group = keys.length === 0 ? target : valueAt(target, keys.join('.'))
  if (last !== undefined && group !== null && typeof group === 'object') {
    delete (group as Record<string, unknown>)[last]
  }
}

/** A copy of a record whose groups can be changed without touching the original. */
export function copyRecord(doc: RecordDoc): RecordDoc {
  return structuredClone(doc)
}

/** The snake_case column of a dotted camelCase path. */
export function columnOf(path: string): string {
  return path
    .replaceAll('.', '_')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
}
