/** The words that demo records are made of, in one language. */
export type DemoNames = {
  companyEndings: readonly string[]
  companyHeads: readonly string[]
  companyTrades: readonly string[]
  firstNames: readonly string[]
  industries: readonly string[]
  jobTitles: readonly string[]
  lastNames: readonly string[]
  lostReasons: readonly string[]
  /** What the name of an attached note begins with. */
  noteFile: string
  /** Start of a range of numbers kept free for fiction; three digits follow. */
  phonePrefix: string
  places: readonly { city: string; country: string; postalCode: string; region: string }[]
  products: readonly { name: string; price: number; series: string }[]
  /** People who sell but do not sign in: placeholder users. */
  reps: readonly string[]
  repTitle: string
  /** Where `{street}` and `{number}` stand in an address. */
  streetPattern: string
  streets: readonly string[]
  /** What activities are about, by their type. */
  subjects: Readonly<Record<'call' | 'email' | 'meeting' | 'note' | 'task', readonly string[]>>
  tags: readonly string[]
  /** The first one stands above the others. */
  teams: readonly string[]
}
