import type { AccessView } from '../../kernel/scope/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { switchedOffPaths } from '../model/moduleGate.ts'
import type { CollectionModel, FieldModel } from '../types.ts'

const NOTHING: ReadonlySet<string> = new Set()

const expanded = new WeakMap<ReadonlySet<string>, Map<string, ReadonlySet<string>>>()

const unions = new WeakMap<ReadonlySet<string>, WeakMap<ReadonlySet<string>, Set<string>>>()

/**
 * Paths of the fields that are not there for the person of the running scope: hidden by their roles (a
 * rule on a group holds for all in it), or of a module that the tenant has switched off.
 */
export function hiddenPaths(model: CollectionModel): ReadonlySet<string> {
  const hidden = pathsUnder(model, 'hidden')
  const off = switchedOffPaths(model)

  return off.size === 0 ? hidden : hidden.size === 0 ? off : unionOf(hidden, off)
}

/** Paths of the fields that the person of the running scope may see but not write. */
export function readOnlyPaths(model: CollectionModel): ReadonlySet<string> {
  return pathsUnder(model, 'readOnly')
}

/** The field at a path, or undefined where there is none that the person of the running scope may see. */
export function visibleField(model: CollectionModel, path: string): FieldModel | undefined {
  return hiddenPaths(model).has(path) ? undefined : model.byPath.get(path)
}

/** The access of the running scope, or undefined where nobody's rights bind it. */
export function currentAccess(): AccessView | undefined {
  return requireTenantScope().access
}

// The same set for the same two, so that what is compiled for it can be kept.
function unionOf(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  const known = unions.get(one) ?? new WeakMap<ReadonlySet<string>, Set<string>>()
  unions.set(one, known)
  const found = known.get(other) ?? new Set([...one, ...other])
  known.set(other, found)

  return found
}

function pathsUnder(model: CollectionModel, rule: 'hidden' | 'readOnly'): ReadonlySet<string> {
  const named = currentAccess()?.[rule](model.slug) ?? NOTHING
  if (named.size === 0) {
    return NOTHING
  }
  const byTable = expanded.get(named) ?? new Map<string, ReadonlySet<string>>()
  expanded.set(named, byTable)
  const found = byTable.get(model.table)
  if (found !== undefined) {
    return found
  }
  const paths = new Set(
    model.fields
      .map(({ path }) => path)
      .filter((path) => [...named].some((one) => path === one || path.startsWith(`${one}.`))),
  )
  byTable.set(model.table, paths)

  return paths
}
