import { defineErrors } from '../errors/index.ts'

/** Ways a text can be missing or wrong. */
export const i18nErrors = defineErrors('I18N', {
  KEY_MISSING: {
    message: ({ key, locale }: { key: string; locale: string }) =>
      `There is no text "${key}" for the language "${locale}". Add it to the translations of its module.`,
    status: 500,
  },
  VARIABLE_MISSING: {
    message: ({ key, name }: { key: string; name: string }) =>
      `The text "${key}" needs a value for "{${name}}".`,
    status: 500,
  },
})
