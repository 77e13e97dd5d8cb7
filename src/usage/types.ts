/** The most that a tenant may hold and ask; null: no limit. */
export type Quotas = {
  records: null | number
  /** Requests a minute. */
  requestsPerMinute: null | number
  storageBytes: null | number
  users: null | number
}

/** What can run out of room. */
export type QuotaKind = 'records' | 'storageBytes' | 'users'

/** What a tenant holds at one moment. */
export type Holding = {
  /** By collection slug. */
  records: Readonly<Record<string, number>>
  storageBytes: number
  users: number
}

/** One day (UTC) of a tenant; what was not measured on it is null. */
export type UsageDay = {
  day: string
  measuredAt: null | string
  records: null | Readonly<Record<string, number>>
  requests: number
  storageBytes: null | number
  users: null | number
}
