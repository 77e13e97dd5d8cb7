import type { Principal } from '../types.ts'

/** An API key as people see it; its secret is shown once, when it is made. */
export type ApiKey = {
  createdAt: string
  expiresAt: string | null
  id: string
  lastUsedAt: string | null
  name: string
  /** The user in whose name the key acts. */
  owner: string
  prefix: string
  revokedAt: string | null
  role: { id: string; key: string }
}

/** Who acts through an API key: its owner, with the rights of the key's role and no session. */
export type ApiKeyPrincipal = Principal & { apiKeyId: string }

/** The id of the API key that somebody acts through, or null for a person. */
export function apiKeyOf(principal: null | Principal): null | string {
  const { apiKeyId } = (principal ?? {}) as Partial<ApiKeyPrincipal>

  return apiKeyId ?? null
}
