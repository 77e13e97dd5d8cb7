import type { CollectionView, FieldView } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'

/** The inputs of a new record in their order: the main fields, and any that a refusal has named. */
export function shownFields(
  { fields }: CollectionView,
  main: readonly string[],
  named: readonly string[],
): FieldView[] {
  return fields.filter(
    ({ path, readOnly }) => main.includes(path) || (!readOnly && named.includes(path)),
  )
}

/** Values by dotted path as the API takes them: `address.city` stands in `address`. */
export function nested(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(values)) {
    const names = path.split('.')
    const last = names.pop() ?? path
    let at = body
    for (const name of names) {
      const inner = (at[name] ?? {}) as Record<string, unknown>
      at[name] = inner
      at = inner
    }
    at[last] = value
  }

  return body
}

/** What a record is called: a text, or one per language. */
export function titleOf(
  doc: Readonly<Record<string, unknown>>,
  path: string,
  language: string,
): string {
  const value = path
    .split('.')
    .reduce<unknown>((at, name) => (at as null | Record<string, unknown> | undefined)?.[name], doc)

  return path === 'id' ? '' : labelText(value, language)
}
