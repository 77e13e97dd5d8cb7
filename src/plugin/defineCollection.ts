import type { CollectionConfig, Field } from 'payload'

import type { TenonCollectionOptions } from '../collection/types.ts'
import { configurationFields } from '../fields/index.ts'
import type { Label } from '../fields/index.ts'

/** What a plugin says about one of its collections. */
export type CollectionDefinition = {
  /** Default false: true adds `key`, `origin` and `revision`, so that `applyConfiguration` may write it. */
  configuration?: boolean
  /** Path a list is sorted by, with `-` in front for descending; default: the title. */
  defaultSort?: string
  /** A sentence above the list. */
  description?: Label
  fields: readonly Field[]
  labels: { plural: Label; singular: Label }
  /** Columns a list shows at first, by field path. */
  listColumns: readonly string[]
  /** Fields the search box of a list looks in; default: the title. */
  searchFields?: readonly string[]
  /** Plural, in kebab case: also the path of the API. */
  slug: string
  /** Path of the field that names a record. */
  title: string
  /** Default true: deleting moves to the trash first. Never for configuration. */
  trash?: boolean
} & Pick<
  TenonCollectionOptions,
  | 'guard'
  | 'icon'
  | 'indexes'
  | 'linkedBy'
  | 'noun'
  | 'ownerField'
  | 'personal'
  | 'systemColumns'
  | 'tracked'
  | 'unique'
  | 'writtenBy'
>

/** Declares a collection of a plugin: a table of the tenant, written only through its rules. */
export function defineCollection(definition: CollectionDefinition): CollectionConfig {
  const { defaultSort, description, fields, labels, listColumns, slug, title } = definition
  const configuration = definition.configuration ?? false
  const searchFields = [...(definition.searchFields ?? [title])]

  return {
    admin: {
      defaultColumns: [...listColumns],
      ...(description === undefined ? {} : { description }),
      listSearchableFields: searchFields,
      pagination: { defaultLimit: 25, limits: [10, 25, 50, 100] },
      useAsTitle: title,
    },
    custom: { tenon: tenonOptions(definition, searchFields) },
    defaultSort: defaultSort ?? title,
    fields: configuration ? [...configurationFields(), ...fields] : [...fields],
    graphQL: false,
    labels,
    lockDocuments: false,
    slug,
    timestamps: true,
    trash: configuration ? false : (definition.trash ?? true),
  }
}

const GIVEN = [
  'guard',
  'icon',
  'indexes',
  'linkedBy',
  'noun',
  'ownerField',
  'personal',
  'systemColumns',
  'unique',
  'writtenBy',
] as const

function tenonOptions(
  definition: CollectionDefinition,
  searchFields: readonly string[],
): TenonCollectionOptions & { configuration: boolean; tenancy: 'tenant' } {
  return {
    ...Object.fromEntries(
      GIVEN.flatMap((name) => (definition[name] === undefined ? [] : [[name, definition[name]]])),
    ),
    configuration: definition.configuration ?? false,
    searchFields,
    tenancy: 'tenant',
    tracked: definition.tracked ?? true,
  }
}
