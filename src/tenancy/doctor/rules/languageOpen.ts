import { defineRule } from '../defineRule.ts'

/** No restricted role may run code of its own in a procedural language. */
export const languageOpen = defineRule('language-open', (catalog) =>
  catalog.languages.map(({ name, role }) => ({
    fix: `As superuser: revoke usage on language ${name} from public, ${role}`,
    message: `${role} may run code in it`,
    object: `language ${name}`,
  })),
)
