const DETAIL = 'read on the record itself; a list by it is rare, an index would slow every write'
const FEW_VALUES = 'many records share a value: the index of the order finds them as soon'
const LONG = 'long text: too long for an index, and not compared'
const NUMBER_ONLY = 'a number without a unit that no list is ordered by'
const OF_PARENT = 'read with its parent, whose index leads to a few rows'
const VERSION = 'compared on one record that its id names'

/**
 * The fields that no index serves, each with its reason. Beside them these may read all rows of a tenant:
 * - `like` and `contains` outside the search fields, and words of less than three letters: ILIKE is
 *   not leakproof, and an index of trigrams needs three;
 * - `not_like`, which names nearly every record;
 * - an order by a field of a related record: it stands in another table, joined to them once;
 * - a unique field of a related record: its index holds no records of the trash.
 */
export const UNINDEXED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  activities: {
    body: LONG,
    done: 'two values: lists of open tasks are asked by assignee, which an index leads with',
    doneAt: DETAIL,
    endAt: DETAIL,
    priority: FEW_VALUES,
    startAt: 'lists go by `at`, a copy of whichever time counts',
    version: VERSION,
  },
  'activity-targets': { version: VERSION },
  attachments: {
    height: NUMBER_ONLY,
    mediaType: FEW_VALUES,
    sha256: DETAIL,
    size: NUMBER_ONLY,
    version: VERSION,
    width: NUMBER_ONLY,
  },
  companies: {
    'address.postalCode': DETAIL,
    'address.region': DETAIL,
    'address.street': DETAIL,
    currency: FEW_VALUES,
    description: LONG,
    foundedYear: NUMBER_ONLY,
    revenue: NUMBER_ONLY,
    version: VERSION,
    website: DETAIL,
  },
  consents: {
    channel: FEW_VALUES,
    decision: FEW_VALUES,
    note: LONG,
    source: FEW_VALUES,
    version: VERSION,
  },
  contacts: {
    'address.postalCode': DETAIL,
    'address.region': DETAIL,
    'address.street': DETAIL,
    description: LONG,
    doNotContact: FEW_VALUES,
    emailOptOut: FEW_VALUES,
    firstName: 'names are found by their words; contacts are written most and pay for every index',
    mobile: 'found by its digits in the search; contacts pay for every index',
    phoneOptOut: FEW_VALUES,
    subscribedOn: DETAIL,
    version: VERSION,
    website: DETAIL,
  },
  'deal-contacts': { role: FEW_VALUES, version: VERSION },
  'deal-lines': {
    discount: OF_PARENT,
    quantity: OF_PARENT,
    total: OF_PARENT,
    unitPrice: OF_PARENT,
    version: VERSION,
  },
  'deal-stage-history': { leftAt: OF_PARENT, seconds: OF_PARENT },
  deals: {
    amountFromLines: FEW_VALUES,
    description: LONG,
    engagedOn: DETAIL,
    lostReason: DETAIL,
    version: VERSION,
  },
  'exchange-rates': { rate: NUMBER_ONLY, version: VERSION },
  products: { currency: FEW_VALUES, description: LONG, version: VERSION },
  'record-tags': { version: VERSION },
  tags: { colour: FEW_VALUES, version: VERSION },
  teams: { notes: LONG, version: VERSION },
  'user-roles': { version: VERSION },
  users: {
    kind: FEW_VALUES,
    locale: FEW_VALUES,
    timeZone: FEW_VALUES,
    title: DETAIL,
    version: VERSION,
  },
}
