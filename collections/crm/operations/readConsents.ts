import type { RuleContext } from 'tenon/plugin'

/** Which flag of a contact each channel of a consent speaks of. */
export const FLAG_BY_CHANNEL = {
  any: 'doNotContact',
  email: 'emailOptOut',
  phone: 'phoneOptOut',
} as const

/** A channel that consents are given for. */
export type ConsentChannel = keyof typeof FLAG_BY_CHANNEL

/** The channels in a fixed order. */
export const CHANNELS = ['any', 'email', 'phone'] as const satisfies readonly ConsentChannel[]

/** The last decision of contacts by `contact channel`; the later entry counts of two at the same time. */
export async function readConsents(
  contactIds: readonly string[],
  { tenantId, transaction }: RuleContext,
): Promise<Map<string, 'given' | 'withdrawn'>> {
  const rows = await transaction.query<{
    channel: ConsentChannel
    contact_id: string
    decision: 'given' | 'withdrawn'
  }>(
    `select distinct on (contact_id, channel) contact_id, channel, decision from consents
      where tenant_id = $1 and contact_id = any($2::uuid[])
      order by contact_id, channel, at desc, id desc`,
    [tenantId, contactIds],
  )

  return new Map(rows.map((row) => [`${row.contact_id} ${row.channel}`, row.decision]))
}
