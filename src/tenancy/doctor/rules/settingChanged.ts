import { ROLE_SETTINGS, SUPERUSER_SETTINGS } from '../../migrate/roleSettings.ts'
import { LOGIN_ROLES } from '../../roles.ts'
import { defineRule } from '../defineRule.ts'

const GENERATED: ReadonlySet<string> = new Set(
  [...ROLE_SETTINGS, ...SUPERUSER_SETTINGS].map(([name, value]) => `${name}=${value}`),
)
const SUPERUSERS: ReadonlySet<string> = new Set(SUPERUSER_SETTINGS.map(([name]) => name))

/** The restricted roles have the limits they were given: a role may change its own for all sessions to come. */
export const settingChanged = defineRule('setting-changed', (catalog) =>
  catalog.roles
    .filter(({ name }) => LOGIN_ROLES.some((role) => role === name))
    .flatMap(({ name, settings }) => [
      ...settings
        .filter(
          (setting) => !GENERATED.has(setting) && !SUPERUSERS.has(setting.split('=')[0] ?? ''),
        )
        .map((setting) => ({ message: `somebody set ${setting}`, name })),
      ...ROLE_SETTINGS.filter(([key, value]) => !settings.includes(`${key}=${value}`)).map(
        ([key, value]) => ({ message: `it lacks ${key} = ${value}`, name }),
      ),
    ])
    .map(({ message, name }) => ({ fix: 'Run tenon migrate', message, object: name })),
)
