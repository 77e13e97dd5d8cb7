import type { Person } from './person.ts'

/** A screen of the admin: where it is and whether it is ours or Payload's own. */
export type ScreenPath = { isOwn: boolean; name: string; path: string }

/** Every kind of screen there is, with a record of the tenant where one is needed. */
export async function screenPaths(person: Person): Promise<ScreenPath[]> {
  const idOf = async (collection: string) => {
    const { body } = await person.call('GET', `/api/${collection}?limit=1`)

    return (JSON.parse(body) as { docs: { id: string }[] }).docs[0]?.id ?? ''
  }
  const [deal, contact, role] = await Promise.all([idOf('deals'), idOf('contacts'), idOf('roles')])
  const collections = '/admin/collections'
  const own = {
    board: `${collections}/deals/board`,
    contact: `${collections}/contacts/${contact}`,
    deal: `${collections}/deals/${deal}`,
    home: '/admin',
    import: '/admin/import',
    list: `${collections}/contacts`,
    'list-deals': `${collections}/deals`,
    settings: '/admin/settings',
    ...Object.fromEntries(
      SETTINGS.map((page) => [`settings-${page}`, `/admin/settings/${page}`] as const),
    ),
    start: '/admin/start',
  }
  const payloads = {
    account: '/admin/account',
    create: `${collections}/contacts/create`,
    form: `${collections}/deals/${deal}/form`,
    role: `${collections}/roles/${role}`,
  }

  return [
    ...Object.entries(own).map(([name, path]) => ({ isOwn: true, name, path })),
    ...Object.entries(payloads).map(([name, path]) => ({ isOwn: false, name, path })),
  ]
}

const SETTINGS = [
  ...['audit', 'company', 'export', 'keys', 'modules', 'pipelines', 'roles', 'security'],
  ...['sessions', 'support', 'teams', 'trash', 'users'],
]
