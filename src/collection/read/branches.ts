import type { WhereTree } from '../types.ts'

/** The conditions under an `and` or `or`: a list, or what a query string made of one. */
export function branches(value: unknown): WhereTree[] {
  const list = Array.isArray(value)
    ? value
    : value !== null && typeof value === 'object'
      ? Object.values(value)
      : []

  return list.filter((entry): entry is WhereTree => entry !== null && typeof entry === 'object')
}
