/** One of the people who can sign in to a demo tenant; all share the demo password. */
export type DemoPerson = {
  email: string
  name: string
  office: string
  roleKey: 'admin' | 'manager' | 'rep' | 'viewer'
  title: string
}

/** A tenant to look around in, made once on a first start. */
export type DemoTenant = {
  currency: string
  locale: 'de' | 'en'
  name: string
  /** The first one owns the tenant. */
  people: readonly [DemoPerson, ...DemoPerson[]]
  slug: 'acme' | 'northwind'
  timeZone: string
}

/** The tenants that a fresh installation shows, in two languages. */
export const demoTenants: readonly DemoTenant[] = [
  {
    currency: 'EUR',
    locale: 'en',
    name: 'Acme Industrial Supply',
    people: [
      {
        email: 'admin@acme.test',
        name: 'Alice Archer',
        office: 'London',
        roleKey: 'admin',
        title: 'Head of Operations',
      },
      {
        email: 'manager@acme.test',
        name: 'Martin Mercer',
        office: 'London',
        roleKey: 'manager',
        title: 'Sales Manager',
      },
      {
        email: 'rep@acme.test',
        name: 'Rosa Reyes',
        office: 'Manchester',
        roleKey: 'rep',
        title: 'Account Executive',
      },
      {
        email: 'viewer@acme.test',
        name: 'Victor Vance',
        office: 'London',
        roleKey: 'viewer',
        title: 'Controller',
      },
    ],
    slug: 'acme',
    timeZone: 'Europe/London',
  },
  {
    currency: 'EUR',
    locale: 'de',
    name: 'Northwind Handels GmbH',
    people: [
      {
        email: 'admin@northwind.test',
        name: 'Nora Nordmann',
        office: 'Hamburg',
        roleKey: 'admin',
        title: 'Geschäftsführerin',
      },
    ],
    slug: 'northwind',
    timeZone: 'Europe/Berlin',
  },
]
