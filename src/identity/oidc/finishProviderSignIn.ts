import type { Configuration } from 'openid-client'
import { authorizationCodeGrant, AuthorizationResponseError, fetchUserInfo } from 'openid-client'

import { database } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { attemptKeys, countFailure } from '../attempts.ts'
import { callbackOf, refuseBusyAddress } from './beginProviderSignIn.ts'
import { discover } from './discover.ts'
import type { Entered } from './enterThroughProvider.ts'
import { enterThroughProvider } from './enterThroughProvider.ts'
import { oidcErrors } from './errors.ts'
import { findProvider } from './findProvider.ts'
import type { Ticket } from './ticket.ts'
import { useTicket } from './ticket.ts'
import type { ProviderPerson, ProviderRules, SignInPlace } from './types.ts'

/** What a provider has sent back: the query of the address, and the ticket of the browser. */
export type ProviderReturn = SignInPlace & { search: string; ticket: string | undefined }

/** A session or a challenge for the second factor, and where the person wanted to go. */
export type ProviderSignIn = Entered & { redirect: string }

/**
 * Finishes a sign-in through a provider. Throws `OIDC_STATE_INVALID`, `_DENIED`, `_ANSWER_INVALID`,
 * `_UNREACHABLE`, `_EMAIL_UNVERIFIED`, `_EMAIL_DOMAIN_REFUSED`, `_NOT_MEMBER`, `_LINKED_ELSEWHERE`,
 * `_PROVIDER_MISSING` or `IDENTITY_SIGN_IN_BLOCKED`.
 */
export async function finishProviderSignIn(
  back: ProviderReturn,
  rules: ProviderRules,
): Promise<ProviderSignIn> {
  await refuseBusyAddress(back.visitor.ip)
  try {
    const url = new URL(`${callbackOf(back)}${back.search}`)
    const ticket = await useTicket(back.ticket, { ...back, state: url.searchParams.get('state') })
    const provider = await findProvider(back.providerId)
    const person = await readPerson(await discover(provider, rules), url, ticket)

    return { ...(await enterThroughProvider(person, provider, back)), redirect: ticket.redirect }
  } catch (error) {
    if (isTenonError(error) && error.status < 500) {
      await countFailed(back.visitor.ip)
    }
    throw error
  }
}

async function readPerson(
  configuration: Configuration,
  url: URL,
  ticket: Ticket,
): Promise<ProviderPerson> {
  try {
    const tokens = await authorizationCodeGrant(configuration, url, {
      expectedNonce: ticket.nonce,
      expectedState: ticket.state,
      idTokenExpected: true,
      pkceCodeVerifier: ticket.verifier,
    })
    const claims = tokens.claims()
    if (claims === undefined) {
      throw oidcErrors.ANSWER_INVALID({})
    }
    // Many providers tell more about a person only when asked once more.
    const isAsked =
      claims['email'] === undefined &&
      configuration.serverMetadata().userinfo_endpoint !== undefined
    const told: Record<string, unknown> = isAsked
      ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : claims

    return {
      email: textOf(told['email'])?.toLowerCase(),
      isEmailVerified: told['email_verified'] === true,
      name: textOf(told['name']),
      subject: claims.sub,
    }
  } catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  if (isTenonError(error)) {
    return error
  }
  if (error instanceof AuthorizationResponseError) {
    return oidcErrors.DENIED({}, error)
  }
  const isSlow = error instanceof Error && /^(?:Abort|Timeout)Error$/.test(error.name)

  return isSlow ? oidcErrors.UNREACHABLE({}, error) : oidcErrors.ANSWER_INVALID({}, error)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 300 ? value : undefined
}

/** Counts against the address range alone: no stranger can lock an account or a provider this way. */
async function countFailed(ip: string): Promise<void> {
  await runAsSystem('identity', () =>
    database().transaction((transaction) => countFailure(transaction, attemptKeys(newId(), ip))),
  )
}
