import type { AccessView } from '../kernel/scope/index.ts'
import { currentScope } from '../kernel/scope/index.ts'

/** The sensitive fields that one request has shown, and of which records of a collection. */
export type SensitiveReads = ReadonlyMap<
  string,
  { fields: ReadonlySet<string>; ids: ReadonlySet<string> }
>

type Noted = Map<string, { fields: Set<string>; ids: Set<string> }>

const KEY = Symbol.for('tenon.sensitiveReads')
// Next bundles a second copy of this module; what one copy notes the other must find.
const shared = globalThis as { [KEY]?: WeakMap<AccessView, Noted> | undefined }
const reads = (shared[KEY] ??= new WeakMap<AccessView, Noted>())

/** Notes that the person of the running scope was shown sensitive fields; work of ours is not noted. */
export function noteSensitiveReads(
  collection: string,
  fields: readonly string[],
  ids: readonly string[],
): void {
  const scope = currentScope()
  const access = scope?.kind === 'tenant' ? scope.access : undefined
  if (access === undefined || ids.length === 0) {
    return
  }
  const noted = reads.get(access) ?? (new Map() as Noted)
  const one = noted.get(collection) ?? { fields: new Set(), ids: new Set() }
  fields.forEach((field) => one.fields.add(field))
  ids.forEach((id) => one.ids.add(id))
  noted.set(collection, one)
  reads.set(access, noted)
}

/** What was noted for one person's request, and forgets it; undefined where that is nothing. */
export function takeSensitiveReads(access: AccessView): SensitiveReads | undefined {
  const noted = reads.get(access)
  reads.delete(access)

  return noted
}
