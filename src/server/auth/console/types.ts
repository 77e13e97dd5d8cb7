/** A tenant as the console lists it. */
export type ConsoleTenant = {
  createdAt: string
  /** The proved host of its own, or null. */
  domain: null | string
  id: string
  name: string
  slug: string
  status: 'active' | 'suspended'
}

/** What a new tenant is made from. */
export type NewTenant = {
  name: string
  ownerEmail: string
  ownerName: string
  ownerPassword: string
  slug: string
}

/** What the console can do with tenants; each refuses with coded errors of its own. */
export type ConsoleTenants = {
  createTenant: (tenant: NewTenant) => Promise<ConsoleTenant>
  findTenant: (slug: string) => Promise<ConsoleTenant | undefined>
  listTenants: (query: {
    limit: number
    page: number
    search: string
  }) => Promise<{ docs: readonly ConsoleTenant[]; totalDocs: number }>
  resumeTenant: (slug: string) => Promise<ConsoleTenant>
  suspendTenant: (slug: string) => Promise<ConsoleTenant>
}

/** What the routes of the bare host need from the process. */
export type ConsoleSettings = {
  /** False refuses the demo login of the platform and its sessions. */
  demo: boolean
  mails: {
    /** Delivers soon what has been queued. */
    kick: () => void
  }
  /** Scheme, host and port of a tenant: on its proved host if that is given, else on its subdomain. */
  originOf: (slug: string, domain?: null | string) => string
  /** Scheme, host and port of the bare host, from the settings, never from a request. */
  platformOrigin: () => string
  tenants: ConsoleTenants
}
