import type { Catalog } from './types.ts'

/** The full names of the functions that the model knows. */
export function knownNames(catalog: Catalog): ReadonlySet<string> {
  return new Set(catalog.model.routines.map(({ name }) => name))
}

/** The body of the function that a text creates, or undefined if it creates none. */
export function bodyOf(sql: string): string | undefined {
  return /create or replace function[\s\S]*?\bas (\$\w*\$)([\s\S]*?)\1/.exec(sql)?.[2]
}
