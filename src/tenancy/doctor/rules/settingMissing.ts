import { SUPERUSER_SETTINGS } from '../../migrate/roleSettings.ts'
import { LOGIN_ROLES } from '../../roles.ts'
import { defineRule } from '../defineRule.ts'

/** What the restricted roles run is not shown to their other sessions, and no value reaches the log. */
export const settingMissing = defineRule('setting-missing', (catalog) =>
  catalog.roles
    .filter(({ name }) => LOGIN_ROLES.some((role) => role === name))
    .flatMap(({ name, settings }) =>
      SUPERUSER_SETTINGS.filter(([key, value]) => !settings.includes(`${key}=${value}`)).map(
        ([key, value]) => ({
          fix: `As superuser: alter role ${name} set ${key} = ${value}`,
          message: `it lacks ${key} = ${value}`,
          object: name,
        }),
      ),
    ),
)
