import type { ModuleGate, SwitchedModules } from '../collection/index.ts'
import type { CollectionRules } from '../collection/types.ts'
import { currentCrm, isModuleOn } from './registry.ts'
import type { CompiledCrm } from './types.ts'

const NOTHING: ReadonlySet<string> = new Set()

type Worked = { crm: CompiledCrm; hidden: Map<string, ReadonlySet<string>>; off: Set<string> }

// By the identity of what a tenant has switched: the record store asks with every statement.
const worked = new WeakMap<SwitchedModules, Worked>()

/** The modules of this installation that a tenant has switched off. */
export function modulesOff(modules: SwitchedModules): ReadonlySet<string> {
  return workedOut(modules).off
}

/** Paths of the fields of a collection that modules which are off have added to it. */
export function hiddenByModules(slug: string, modules: SwitchedModules): ReadonlySet<string> {
  const { crm, hidden, off } = workedOut(modules)
  if (off.size === 0) {
    return NOTHING
  }
  const known = hidden.get(slug)
  if (known !== undefined) {
    return known
  }
  const paths = new Set(
    [...(crm.extensions.get(slug) ?? [])].flatMap(([path, module]) =>
      off.has(module) ? [path] : [],
    ),
  )
  hidden.set(slug, paths)

  return paths
}

/** The rules without those of modules which are off; a rule belongs to the module that leads its id. */
export function activeRules(
  rules: readonly CollectionRules[],
  modules: SwitchedModules,
): readonly CollectionRules[] {
  const { off } = workedOut(modules)

  return off.size === 0 ? rules : rules.filter(({ id }) => !off.has(id.split('.')[0] ?? ''))
}

/** What the record store asks about modules. */
export const moduleGate: ModuleGate = { hidden: hiddenByModules, rules: activeRules }

function workedOut(modules: SwitchedModules): Worked {
  const crm = currentCrm()
  const known = worked.get(modules)
  if (known?.crm === crm) {
    return known
  }
  const off = crm.modules.map(({ id }) => id).filter((id) => !isModuleOn(modules, id))
  const made = { crm, hidden: new Map<string, ReadonlySet<string>>(), off: new Set(off) }
  worked.set(modules, made)

  return made
}
