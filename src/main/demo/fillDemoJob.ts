import { z } from 'zod'

import { readRecords } from '../../collection/index.ts'
import { defineJob } from '../../jobs/index.ts'
import type { DemoPerson } from './demoTenants.ts'
import { seedDemo } from './seedDemo.ts'

type Place = { currency: string; locale: string; name: string; timeZone: string }

/** The job that fills a tenant without companies with demo records in its own language and currency. */
export const fillDemoJob = defineJob<Place>({
  input: z.object({
    currency: z.string(),
    locale: z.string(),
    name: z.string(),
    timeZone: z.string(),
  }),
  kind: 'demo:fill',
  run: async ({ input }) => {
    const { docs } = await readRecords({
      collection: 'users',
      limit: 0,
      where: { status: { equals: 'active' } },
    })
    const people = docs.map((doc): DemoPerson => ({
      email: String(doc['email']),
      name: String(doc['name']),
      office: '',
      roleKey: 'admin',
      title: '',
    }))
    const [owner, ...others] = people
    if (owner !== undefined) {
      const locale = input.locale === 'de' ? 'de' : 'en'
      await seedDemo({
        currency: input.currency,
        locale,
        name: input.name,
        people: [owner, ...others],
        slug: locale === 'de' ? 'northwind' : 'acme',
        timeZone: input.timeZone,
      })
    }

    return {}
  },
})
