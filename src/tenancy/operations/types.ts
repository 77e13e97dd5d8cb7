/** A tenant as the rest of the product knows it. */
export type Tenant = {
  createdAt: string
  currency: string
  /** The host of its own that it answers on, once proved by DNS; null without one. */
  domain: null | string
  id: string
  locale: string
  /** Which modules are switched on or off, by id. */
  modules: Readonly<Record<string, boolean>>
  name: string
  slug: string
  status: 'active' | 'suspended'
  suspendedAt: string | null
  timeZone: string
}
