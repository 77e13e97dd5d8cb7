import { currentScope } from '../../kernel/scope/index.ts'
import { knownModules } from '../../tenancy/index.ts'
import type { CollectionModel, CollectionRules } from '../types.ts'

/** What a tenant has switched on and off, by module id. */
export type SwitchedModules = Readonly<Record<string, unknown>>

/** How whoever compiles modules tells what of a collection is left while some of them are off. */
export type ModuleGate = {
  /** Paths of the fields that modules which are off have added; the same set for the same modules. */
  hidden: (slug: string, modules: SwitchedModules) => ReadonlySet<string>
  /** The rules without those of modules which are off. */
  rules: (rules: readonly CollectionRules[], modules: SwitchedModules) => readonly CollectionRules[]
}

const KEY = Symbol.for('tenon.moduleGate')
const NOTHING: ReadonlySet<string> = new Set()
const ALL_ON: SwitchedModules = {}

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: ModuleGate }

/** Makes this the gate of the process; without one every module is on. */
export function useModuleGate(gate: ModuleGate): void {
  shared[KEY] = gate
}

/** The rules of a collection that run for the tenant of the running scope. */
export function activeRules(model: CollectionModel): readonly CollectionRules[] {
  return shared[KEY]?.rules(model.rules, modulesHere()) ?? model.rules
}

/** Paths of the fields that the tenant of the running scope has lost with a module that it switched off. */
export function switchedOffPaths(model: Pick<CollectionModel, 'slug'>): ReadonlySet<string> {
  return shared[KEY]?.hidden(model.slug, modulesHere()) ?? NOTHING
}

function modulesHere(): SwitchedModules {
  const scope = currentScope()

  return scope?.kind === 'tenant' ? knownModules(scope.tenantId) : ALL_ON
}
