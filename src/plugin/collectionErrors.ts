import { defineErrors } from '../kernel/errors/index.ts'

type Where = { plugin: string; slug: string }

const start = ({ plugin, slug }: Where) => `Collection "${slug}" of plugin "${plugin}"`

/** Ways a plugin's collection can be refused at boot; each message names the thing and the fix. */
export const collectionErrors = defineErrors('COLLECTION', {
  TENANCY_MISSING: {
    message: (where: Where) =>
      `${start(where)} has no tenancy. Declare it with defineCollection: every collection is a table of the tenant.`,
    status: 500,
  },
  TENANCY_GLOBAL: {
    message: (where: Where) =>
      `${start(where)} is declared to stand outside tenants. Remove its "tenancy" option: every collection is a table of the tenant; only the kernel keeps global ones.`,
    status: 500,
  },
  LINKED_BY_UNKNOWN: {
    message: ({ link, ...where }: Where & { link: string }) =>
      `${start(where)} is to be linked by "${link}", which is no collection with a "target" field. Correct "linkedBy", or list the plugin that has it.`,
    status: 500,
  },
  TABLE_FOREIGN: {
    message: ({ table, ...where }: Where & { table: string }) =>
      `${start(where)} asks for the table "${table}". Remove "dbName": the table is named after the slug.`,
    status: 500,
  },
  FIELD_TENANT: {
    message: ({ field, ...where }: Where & { field: string }) =>
      `${start(where)} has a field "${field}". Remove it: the database adds the tenant to every row and guards it.`,
    status: 500,
  },
  FIELD_RESERVED: {
    message: ({ field, ...where }: Where & { field: string }) =>
      `${start(where)} has a field "${field}", a name the kernel keeps for itself. Choose another name.`,
    status: 500,
  },
  FIELD_DUPLICATE: {
    message: ({ field, ...where }: Where & { field: string }) =>
      `${start(where)} has two fields that are stored as "${field}". Give one another name.`,
    status: 500,
  },
  FIELD_LOCALIZED: {
    message: ({ field, ...where }: Where & { field: string }) =>
      `${start(where)} has the localized field "${field}". Use a "label" field, which keeps {language: text}.`,
    status: 500,
  },
  FIELD_HOOKS: {
    message: ({ field, hook, ...where }: Where & { field: string; hook: string }) =>
      `${start(where)} has the hook "${hook}" on its field "${field}". Imports and bulk writes would go past it: use "rules" of the manifest.`,
    status: 500,
  },
  FIELD_UNSUPPORTED: {
    message: ({ advice, field, ...where }: Where & { advice: string; field: string }) =>
      `${start(where)} has the field "${field}" of a kind that is not supported. ${advice}`,
    status: 500,
  },
  RELATION_UNKNOWN: {
    message: ({ field, target, ...where }: Where & { field: string; target: string }) =>
      `${start(where)} relates its field "${field}" to "${target}", which nobody declares. Correct the slug, or list the plugin that has it.`,
    status: 500,
  },
  PATH_UNKNOWN: {
    message: ({ option, path, ...where }: Where & { option: string; path: string }) =>
      `${start(where)} names "${path}" in "${option}", but has no such field. Correct the path.`,
    status: 500,
  },
  HOOKS: {
    message: ({ hook, ...where }: Where & { hook: string }) =>
      `${start(where)} has the hook "${hook}". Imports and bulk writes would go past it: use "rules" of the manifest.`,
    status: 500,
  },
  AUTH: {
    message: (where: Where) =>
      `${start(where)} is an auth collection. People sign in with accounts: relate it to "users" instead.`,
    status: 500,
  },
  UPLOAD: {
    message: (where: Where) =>
      `${start(where)} is an upload collection, which would write past the tenant's file store. Use the kernel's files.`,
    status: 500,
  },
  DRAFTS: {
    message: (where: Where) =>
      `${start(where)} asks for versions or drafts. Remove "versions": every change already leaves a change row, and a "choice" field says what is a draft.`,
    status: 500,
  },
  LOCKS: {
    message: (where: Where) =>
      `${start(where)} asks for document locks. Set "lockDocuments: false" or use defineCollection: the version of a record already refuses lost updates.`,
    status: 500,
  },
})
