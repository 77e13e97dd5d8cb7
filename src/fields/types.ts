/** A text of the screen in every language of the module, by language code. */
export type Label = Record<string, string>

/** How a field is stored, compared and written in JSON. */
export type FieldKind =
  /** `boolean` */
  | 'boolean'
  /** `text` with a CHECK over the options */
  | 'choice'
  /** `date`, `YYYY-MM-DD` in JSON */
  | 'date'
  /** `timestamptz`, ISO 8601 in JSON */
  | 'instant'
  /** `bigint`; money is an integer of minor units, quantities are thousandths */
  | 'integer'
  /** `jsonb`; arrays, blocks, rich text and values to many are kept whole */
  | 'json'
  /** `double precision` */
  | 'number'
  /** a pair of columns `<x>_collection`, `<x>_id`; `{relationTo, value}` in JSON */
  | 'polymorphic'
  /** `uuid` with a composite foreign key */
  | 'relation'
  /** `text` */
  | 'text'

/** What Tenon adds to a Payload field, under `custom.tenon`. */
export type TenonFieldOptions = {
  kind?: FieldKind
  /** Lower-cased on write, so that look-ups stay leakproof. */
  lowerCase?: boolean
  /** What happens to this record when the related one is deleted. */
  onDelete?: 'cascade' | 'restrict' | 'set null'
  /** The value belongs to a person and goes when they are erased. */
  personal?: Personal
  /** Written by the system alone; a client that sends it is refused. */
  protected?: boolean
  /** Who reads it is noted in the audit. */
  sensitive?: boolean
  /** Names the unit or format for screens, checks and import. */
  semantic?: Semantic
}

/** That a value belongs to a person; `title`: it names the record, so a general name takes its place. */
export type Personal = 'title' | true

/** The unit or format of a value beyond its stored kind. */
export type Semantic =
  | 'configuration-key'
  | 'currency'
  | 'domain'
  | 'email'
  | 'label'
  | 'money'
  | 'percent'
  | 'phone'
  | 'thousandths'
  | 'url'

/** What every field may be told. */
export type FieldArgs = {
  /** A sentence under the input. */
  description?: Label
  /** Default false: true gives the field an index that leads with the tenant. */
  index?: boolean
  label: Label
  name: string
  /** Default: not personal; see `Personal`. */
  personal?: Personal
  /** Default false: true means written by the system alone, shown read-only. */
  protected?: boolean
  /** Default false: true refuses a record without a value. */
  required?: boolean
  /** Default false: true notes in the audit who was shown the field of which record. */
  sensitive?: boolean
  /** Default false: true shows the field beside the form instead of in it. */
  sidebar?: boolean
  /** Default false: true refuses a second record of the tenant with the same value. */
  unique?: boolean
}
