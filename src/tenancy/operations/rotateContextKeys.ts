import type { ContextKeys, ContextKeySource } from '../contextKeys.ts'
import {
  formatContextKeys,
  loadContextKeys,
  newContextKey,
  saveContextKeys,
} from '../contextKeys.ts'
import { becomeOwner } from '../migrate/becomeOwner.ts'
import { connect } from '../migrate/connect.ts'
import { syncContextKeys } from '../migrate/syncContextKeys.ts'

/** What a rotation did: the keys that are live now and, where the environment keeps them, its new text. */
export type Rotation = { env?: string; live: readonly string[] }

/**
 * Makes a new key the signing one. The one before it stays live, so that running servers lose no
 * request until they read the new one; any older key is dead at once.
 */
export async function rotateContextKeys(
  source: ContextKeySource & { ownerUrl: string },
): Promise<Rotation> {
  const [current] = loadContextKeys(source)
  const next: ContextKeys = [newContextKey(), current]
  const owner = await connect(source.ownerUrl)
  try {
    await becomeOwner(owner.query)
    // The verifier learns the key before any signer uses it.
    await syncContextKeys(owner.query, next)
  } finally {
    await owner.close()
  }
  const live = next.map(({ id }) => id)
  if (source.env !== undefined && source.env !== '') {
    return { env: formatContextKeys(next), live }
  }
  saveContextKeys(source.dataDir, next)

  return { live }
}
