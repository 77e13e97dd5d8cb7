import { isDeepStrictEqual } from 'node:util'

import { valueAt } from '../../collection/index.ts'
import type { RecordDoc } from '../../collection/types.ts'
import { newId } from '../../kernel/ids/index.ts'
import type { ConfigurationOrigin, ConfigurationStep } from './types.ts'

/** Compares a wanted row with the standing one; a value the tenant changed since is kept. */
export function planEntry(args: {
  collection: string
  key: string
  standing: RecordDoc | undefined
  /** The wanted values by field path, relations as ids. */
  wanted: Readonly<Record<string, unknown>>
}): ConfigurationStep {
  const { collection, key, standing, wanted } = args
  if (standing === undefined) {
    return {
      action: 'create',
      changes: changesOf(Object.entries(wanted).map(([path, to]) => [path, null, to])),
      collection,
      id: newId(),
      key,
      kept: [],
    }
  }
  const base = (standing['origin'] as ConfigurationOrigin | null | undefined)?.applied
  const different = Object.entries(wanted)
    .map(([path, to]) => [path, valueAt(standing, path) ?? null, to] as const)
    .filter(([, from, to]) => !isDeepStrictEqual(from, to ?? null))
  const isKept = ([path, from]: readonly [string, unknown, unknown]) =>
    base !== undefined && path in base && !isDeepStrictEqual(from, base[path] ?? null)
  const changes = changesOf(different.filter((one) => !isKept(one)))

  return {
    action: Object.keys(changes).length > 0 ? 'update' : 'unchanged',
    changes,
    collection,
    id: standing.id,
    key,
    kept: different.filter(isKept).map(([path]) => path),
  }
}

function changesOf(
  different: readonly (readonly [string, unknown, unknown])[],
): Record<string, { from: unknown; to: unknown }> {
  return Object.fromEntries(different.map(([path, from, to]) => [path, { from, to }]))
}
