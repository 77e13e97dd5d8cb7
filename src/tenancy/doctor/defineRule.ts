import type { Catalog, Finding, Rule } from './types.ts'

/** A rule of the catalog gate: its stable id and what it finds wrong in a catalog. */
export function defineRule(id: string, check: (catalog: Catalog) => readonly Finding[]): Rule {
  return { check, id }
}
