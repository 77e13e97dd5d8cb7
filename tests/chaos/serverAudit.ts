import type { Query } from '../../src/tenancy/index.ts'
import type { Write } from './serverWriters.ts'

/** What the database holds of the writes, against what the clients were told. */
export type Audit = {
  acknowledged: number
  /** Every disagreement in words; empty when nothing was lost, doubled or torn. */
  faults: string[]
  /** Writes nobody knew the outcome of that turned out to be there. */
  landed: number
  refused: number
  unknown: number
}

type Change = {
  after: { title?: string } | null
  correlation: string
  op: string
  record: string
  version: number
}

type Contact = { email: string; id: string; isTrashed: boolean; title: string; version: number }

const CHANGES = `
select record_id as record, record_version::int as version, op, after, correlation_id as correlation
from domain_events where collection = 'contacts' order by record_id, record_version, id`

const CONTACTS = `
select id, version::int as version, title, email, deleted_at is not null as "isTrashed" from contacts`

const IDENTIFIERS = `
select entity_id as id, array_agg(value) as values from identifiers
where entity_type = 'contacts' group by entity_id`

/**
 * Compares every write with its change row, and every contact with the change rows it must have come
 * from and with what its rules keep beside it. The database holds one tenant, written by these clients.
 */
export async function auditWrites(superuser: Query, writes: readonly Write[]): Promise<Audit> {
  const changes = await superuser<Change>(CHANGES)
  const contacts = await superuser<Contact>(CONTACTS)
  const identifiers = await superuser<{ id: string; values: string[] }>(IDENTIFIERS)
  const byCorrelation = Map.groupBy(changes, ({ correlation }) => correlation)
  const of = (outcome: Write['outcome']) => writes.filter((write) => write.outcome === outcome)

  return {
    acknowledged: of('acknowledged').length,
    faults: [
      ...faultsOfWrites(writes, byCorrelation),
      ...faultsOfContacts(changes, contacts),
      ...faultsOfIdentifiers(contacts, new Map(identifiers.map((row) => [row.id, row.values]))),
    ],
    landed: of('unknown').filter(({ correlationId }) => byCorrelation.has(correlationId)).length,
    refused: of('refused').length,
    unknown: of('unknown').length,
  }
}

function faultsOfWrites(
  writes: readonly Write[],
  byCorrelation: ReadonlyMap<string, Change[]>,
): string[] {
  const known = new Set(writes.map(({ correlationId }) => correlationId))

  return [
    ...[...byCorrelation.keys()]
      .filter((correlation) => !known.has(correlation))
      .map((correlation) => `a change row of nobody's write: ${correlation}`),
    ...writes.flatMap((write) => {
      const changes = byCorrelation.get(write.correlationId) ?? []
      const fault = faultOfWrite(write, changes)

      return fault === undefined ? [] : [`${fault}: ${JSON.stringify({ changes, write })}`]
    }),
  ]
}

function faultOfWrite(write: Write, changes: readonly Change[]): string | undefined {
  const [change] = changes
  if (changes.length > 1) {
    return 'written more than once'
  }
  if (write.outcome === 'odd') {
    return 'an answer that nobody can act on'
  }
  if (change === undefined) {
    return write.outcome === 'acknowledged' ? 'acknowledged and lost' : undefined
  }
  if (write.outcome === 'refused') {
    return 'refused and written all the same'
  }
  const isSame =
    change.op === write.op &&
    (write.contact === undefined || change.record === write.contact) &&
    (write.op === 'delete' ||
      ((write.version === undefined || change.version === write.version) &&
        (write.op === 'trash' || change.after?.title === write.title)))

  return isSame ? undefined : 'written differently'
}

function faultsOfContacts(changes: readonly Change[], contacts: readonly Contact[]): string[] {
  const byRecord = Map.groupBy(changes, ({ record }) => record)
  const byId = new Map(contacts.map((contact) => [contact.id, contact]))

  return [...new Set([...byRecord.keys(), ...byId.keys()])].flatMap((id) => {
    const history = byRecord.get(id) ?? []
    const contact = byId.get(id)
    const fault = faultOfContact(history, contact)

    return fault === undefined ? [] : [`${fault}: ${JSON.stringify({ contact, history, id })}`]
  })
}

function faultOfContact(
  history: readonly Change[],
  contact: Contact | undefined,
): string | undefined {
  const last = history.at(-1)
  if (last === undefined) {
    return 'a contact without a change row'
  }
  if (history.some(({ version }, index) => version !== index + 1)) {
    return 'change rows with a gap'
  }
  if (contact === undefined) {
    return last.op === 'delete' ? undefined : 'change rows without their contact'
  }
  const title = history.findLast(({ after }) => after?.title !== undefined)?.after?.title
  const isSame =
    last.op !== 'delete' &&
    contact.version === history.length &&
    contact.title === title &&
    contact.isTrashed === (last.op === 'trash')

  return isSame ? undefined : 'a contact that is not what its change rows say'
}

function faultsOfIdentifiers(
  contacts: readonly Contact[],
  identifiers: ReadonlyMap<string, readonly string[]>,
): string[] {
  const wanted = new Map(
    contacts.filter(({ isTrashed }) => !isTrashed).map(({ email, id }) => [id, email]),
  )

  return [...new Set([...wanted.keys(), ...identifiers.keys()])]
    .filter((id) => identifiers.get(id)?.join() !== wanted.get(id))
    .map((id) => `identifiers of ${id}: ${JSON.stringify(identifiers.get(id))}`)
}
