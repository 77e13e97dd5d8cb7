import type { ClientAuth, Configuration } from 'openid-client'
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client'

import { isTenonError } from '../../kernel/errors/index.ts'
import { openSecret } from '../secondFactor/secretBox.ts'
import { oidcErrors } from './errors.ts'
import { guardedFetch } from './guardedFetch.ts'
import type { ProviderRow } from './providerRows.ts'
import type { ProviderRules } from './types.ts'

type Kept = { configuration: Promise<Configuration>; until: number }

/** What stands for one client of one issuer. */
type Client = Pick<ProviderRow, 'client_id' | 'client_secret' | 'id' | 'issuer'>

const KEEP_MS = 600_000
const MOST = 1_000
const TIMEOUT_SECONDS = 5

const kept = new Map<string, Kept>()

/**
 * What a provider publishes about itself, at most ten minutes old; failures are not remembered.
 * Throws `OIDC_UNREACHABLE` when it does not answer, or answers for another issuer.
 */
export async function discover(client: Client, rules: ProviderRules): Promise<Configuration> {
  const key = [client.id, client.issuer, client.client_id, client.client_secret].join('\n')
  const found = kept.get(key)
  if (found !== undefined && found.until > Date.now()) {
    return found.configuration
  }
  const configuration = ask(client, rules)
  if (kept.size >= MOST) {
    kept.clear()
  }
  kept.set(key, { configuration, until: Date.now() + KEEP_MS })
  try {
    return await configuration
  } catch (error) {
    kept.delete(key)
    throw isTenonError(error) ? error : oidcErrors.UNREACHABLE({}, error)
  }
}

function ask(client: Client, rules: ProviderRules): Promise<Configuration> {
  return discovery(new URL(client.issuer), client.client_id, undefined, authOf(client), {
    [customFetch]: guardedFetch(rules),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to be noticed
    execute: [enableNonRepudiationChecks, ...(rules.allowHttp ? [allowInsecureRequests] : [])],
    timeout: TIMEOUT_SECONDS,
  })
}

function authOf(client: Client): ClientAuth {
  if (client.client_secret === null) {
    return None()
  }
  const secret = openSecret(client.client_secret, client.id)

  return (server, metadata, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const show = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost
    show(secret)(server, metadata, body, headers)
  }
}
