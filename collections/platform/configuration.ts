import { builtInRoles } from 'tenon/identity'
import type { ConfigurationDocument } from 'tenon/plugin'

/** The roles and layouts every tenant starts with. */
export const platformConfiguration: ConfigurationDocument = {
  collections: {
    layouts: [
      {
        collection: 'teams',
        definition: { header: ['parent'], sections: [{ fields: ['name', 'parent', 'notes'] }] },
        key: 'teams.standard',
        name: { de: 'Teams', en: 'Teams' },
      },
    ],
    roles: builtInRoles.map((role) => ({
      builtIn: true,
      key: role.key,
      name: role.name,
      permissions: role.permissions,
    })),
  },
  source: 'platform',
  version: 1,
}
