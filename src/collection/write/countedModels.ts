import { allModels } from '../model/registry.ts'
import type { CollectionModel } from '../types.ts'

/** The collections whose records count as what a tenant holds: all but users, teams and roles. */
export function countedModels(): readonly CollectionModel[] {
  return allModels().filter(({ module }) => module !== 'platform')
}
