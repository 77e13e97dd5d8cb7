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
  /** A number of a range kept free for fiction, from three digits. */
  phone: (number: string) => string
  places: readonly { city: string; country: string; postalCode: string; region: string }[]
  products: readonly { name: string; price: number; series: string }[]
  /** People who sell but do not sign in: placeholder users. */
  reps: readonly string[]
  repTitle: string
  streets: readonly string[]
  writeStreet: (street: string, number: number) => string
}
