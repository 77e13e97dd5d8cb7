/** What one collection is called in files and what its fields are called there. */
export type Synonyms = {
  /** Field path, optionally with `:first`, `:last`, `:whole` or `:not` → headers. */
  fields: Readonly<Record<string, readonly string[]>>
  /** Singular nouns of the collection: `<noun> id` is the outside id, `<noun> <field>` the field. */
  nouns: readonly string[]
}
