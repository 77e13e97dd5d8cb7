import { defineErrors } from '../../kernel/errors/index.ts'

/** Ways a configuration document can be wrong for the tenant it is applied to. */
export const configurationErrors = defineErrors('CONFIGURATION', {
  COLLECTION_UNKNOWN: {
    message: ({ collection }: { collection: string }) =>
      `"${collection}" is not a collection of configuration in this installation.`,
    status: 422,
  },
  FIELD_UNKNOWN: {
    message: ({ collection, field, key }: { collection: string; field: string; key: string }) =>
      `The configuration of "${key}" names the field "${field}", which "${collection}" does not have.`,
    status: 422,
  },
  KEY_UNKNOWN: {
    message: ({ field, key, target }: { field: string; key: string; target: string }) =>
      `The configuration of "${key}" relates its field "${field}" to "${target}", which neither the document nor the tenant has.`,
    status: 422,
  },
})
