import type { FieldKind } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import type { AccessAction, AccessLevel } from '../../kernel/scope/index.ts'

/** A field as a screen shows it to its reader. */
export type FieldView = {
  /** What a new record has where nothing is said: a plain value. */
  defaultValue?: boolean | number | string
  description?: Label
  /** True where lists filter and sort by it without reading every record. */
  indexed: boolean
  kind: FieldKind
  label: Label
  max?: number
  maxLength?: number
  min?: number
  /** True for a text of several lines. */
  multiline?: boolean
  /** The values of a choice, in their order. */
  options?: readonly { label: Label; value: string }[]
  /** Dotted path in the JSON of a record. */
  path: string
  /** True where the reader, or nobody, may write it. */
  readOnly: boolean
  relationTo?: string
  required: boolean
  /** The unit or format of the value: `money`, `percent`, `thousandths`, `email`, `phone`, `url`, … */
  semantic?: string
  /** Collections that a tie to several may point to. */
  targets?: readonly string[]
}

/** A collection as a screen shows it to its reader. */
export type CollectionView = {
  /** True for rows of configuration, which have a key. */
  configuration: boolean
  /** Path, with `-` in front for descending. */
  defaultSort: string
  fields: readonly FieldView[]
  labels: { plural: Label; singular: Label }
  /** Link collections whose ties may point to a record of this one. */
  linkedBy: readonly string[]
  listColumns: readonly string[]
  /** How far the reader may go, by act. */
  may: Readonly<Record<AccessAction, AccessLevel>>
  module: string
  /** Path of the user that a record belongs to, or null. */
  ownerField: null | string
  searchFields: readonly string[]
  slug: string
  /** Path of the field that names a record. */
  title: string
  /** True where deleting moves to the trash first. */
  trash: boolean
}
