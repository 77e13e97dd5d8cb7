import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'

import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { attemptKeys, blockStatement, refuseWhenBlocked } from '../attempts.ts'
import { discover } from './discover.ts'
import { findProvider } from './findProvider.ts'
import { sealTicket } from './ticket.ts'
import type { ProviderRules, SignInPlace } from './types.ts'

/** The one address to which a provider may send people back. */
export function callbackOf(place: Pick<SignInPlace, 'origin' | 'providerId'>): string {
  return `${place.origin}/auth/oidc/${place.providerId}/callback`
}

/**
 * Begins a sign-in through a provider of the current tenant: where to send the browser, and the sealed
 * ticket it must bring back. Throws `OIDC_PROVIDER_MISSING`, `OIDC_UNREACHABLE` or
 * `IDENTITY_SIGN_IN_BLOCKED`.
 */
export async function beginProviderSignIn(
  place: SignInPlace & { redirect: string },
  rules: ProviderRules,
): Promise<{ address: string; ticket: string }> {
  await refuseBusyAddress(place.visitor.ip)
  const { providerId, redirect } = place
  const provider = await findProvider(providerId)
  const configuration = await discover(provider, rules)
  const [nonce, state, verifier] = [randomNonce(), randomState(), randomPKCECodeVerifier()]
  const address = buildAuthorizationUrl(configuration, {
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    nonce,
    redirect_uri: callbackOf(place),
    response_type: 'code',
    scope: 'openid email profile',
    state,
  })

  return {
    address: address.href,
    ticket: sealTicket({ nonce, providerId, redirect, state, verifier }, place),
  }
}

/** Throws `IDENTITY_SIGN_IN_BLOCKED` where too many sign-ins from one address range have failed. */
export async function refuseBusyAddress(ip: string): Promise<void> {
  const [blocked] = await runAsSystem('identity', () =>
    database().read([blockStatement(attemptKeys('', ip))]),
  )
  refuseWhenBlocked(blocked)
}
