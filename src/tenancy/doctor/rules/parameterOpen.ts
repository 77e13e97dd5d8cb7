import { defineRule } from '../defineRule.ts'

/** No restricted role may set what only a superuser may. */
export const parameterOpen = defineRule('parameter-open', (catalog) =>
  catalog.parameterGrants.map(({ parameter, role }) => ({
    fix: `revoke all on parameter ${parameter} from ${role}`,
    message: `${role} may set it`,
    object: `parameter ${parameter}`,
  })),
)
