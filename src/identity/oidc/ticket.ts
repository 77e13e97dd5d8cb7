import { z } from 'zod'

import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { openSecret, sealSecret } from '../secondFactor/secretBox.ts'
import { hashToken } from '../tokens.ts'
import { oidcErrors } from './errors.ts'

/** For how long a person may take at the provider. */
export const TICKET_SECONDS = 600

/** Where a ticket counts: one host of one tenant. */
export type TicketPlace = { origin: string; tenantId: string }

const content = z.strictObject({
  expiresAt: z.number(),
  nonce: z.string(),
  providerId: z.string(),
  redirect: z.string(),
  state: z.string(),
  verifier: z.string(),
})

/** What the browser keeps, sealed, while its person is at the provider. */
export type Ticket = z.infer<typeof content>

/** Seals a ticket for one host of one tenant. */
export function sealTicket(ticket: Omit<Ticket, 'expiresAt'>, place: TicketPlace): string {
  const expiresAt = Date.now() + TICKET_SECONDS * 1_000

  return sealSecret(JSON.stringify({ ...ticket, expiresAt }), bindingOf(place))
}

/**
 * The ticket that belongs to what a provider sent back, used up: it comes back once. Throws
 * `OIDC_STATE_INVALID` for a forged, foreign, late or second one.
 */
export async function useTicket(
  sealed: string | undefined,
  place: TicketPlace & { providerId: string; state: null | string },
): Promise<Ticket> {
  const ticket = read(sealed, place)
  const isOurs =
    ticket.state === place.state &&
    ticket.providerId === place.providerId &&
    ticket.expiresAt > Date.now()
  if (!isOurs) {
    throw oidcErrors.STATE_INVALID({})
  }
  const noted = await runAsSystem('identity', () =>
    database().transaction((transaction) =>
      transaction.query(
        `insert into provider_returns (state_hash, expires_at)
          values ($1, now() + make_interval(secs => $2))
          on conflict do nothing returning state_hash`,
        [hashToken(ticket.state), TICKET_SECONDS],
      ),
    ),
  )
  if (noted.length === 0) {
    throw oidcErrors.STATE_INVALID({})
  }

  return ticket
}

function read(sealed: string | undefined, place: TicketPlace): Ticket {
  try {
    return content.parse(JSON.parse(openSecret(sealed ?? '', bindingOf(place))))
  } catch (error) {
    throw oidcErrors.STATE_INVALID({}, error)
  }
}

function bindingOf({ origin, tenantId }: TicketPlace): string {
  return `provider sign-in ${tenantId} ${origin}`
}
