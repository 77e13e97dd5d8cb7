import type { CrmDefinition } from './types.ts'

/** Declares an installation: the plugins an agency adds, and the built-in modules it wants. */
export function defineCrm(definition: CrmDefinition): CrmDefinition {
  return definition
}
