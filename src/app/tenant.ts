/** What the screens show of the tenant whose host was asked. */
export type ScreenTenant = {
  currency: string
  locale: string
  name: string
  slug: string
  timeZone: string
}

type Registry = { tenant: () => null | Promise<null | ScreenTenant> | ScreenTenant }

const REGISTRY = Symbol.for('tenon.admin')

/** The tenant of the running request, as the server that runs these screens registered it; else null. */
export async function currentTenant(): Promise<null | ScreenTenant> {
  const registry = (globalThis as { [REGISTRY]?: Registry })[REGISTRY]

  return (await registry?.tenant()) ?? null
}
