import { builtInRoles } from 'tenon/identity'
import type { ConfigurationDocument } from 'tenon/plugin'

/** The roles every tenant starts with. */
export const platformConfiguration: ConfigurationDocument = {
  collections: {
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
