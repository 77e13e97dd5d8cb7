import type { Principal } from '../types.ts'

/** How far support reaches: it looks, or it changes records as well. */
export type SupportLevel = 'read' | 'write'

/** One of the platform's staff who acts in a tenant for a limited time; no user of that tenant. */
export type SupportPrincipal = Principal & {
  support: { expiresAt: string; id: string; level: SupportLevel; reason: string }
}

/** A support session as the tenant's administrators see it. */
export type SupportSession = {
  endedAt: string | null
  /** Null until the code was used. */
  enteredAt: string | null
  expiresAt: string
  id: string
  isOpen: boolean
  reason: string
  staff: { email: string; name: string }
  startedAt: string
}

/** What a support session is about, or null for everybody else. */
export function supportOf(principal: null | Principal): null | SupportPrincipal['support'] {
  const { support } = (principal ?? {}) as Partial<SupportPrincipal>

  return support ?? null
}
