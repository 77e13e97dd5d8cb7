import type { CollectionModel, FieldModel } from '../types.ts'

const CONTACT_POINTS: ReadonlySet<string> = new Set(['email', 'phone'])

/** The columns that the index of a collection's words covers: of every field that search looks in. */
export function searchColumns(model: CollectionModel): readonly string[] {
  return searchedFields(model).map(({ column }) => column)
}

/** Those of the searched columns that hold phone numbers: their digits are what is looked for. */
export function searchDigits(model: CollectionModel): readonly string[] {
  return searchedFields(model)
    .filter(({ semantic }) => semantic === 'phone')
    .map(({ column }) => column)
}

/** The fields that search looks in: the search fields, and every e-mail address and phone number beside them. */
export function searchedFields(model: CollectionModel): readonly FieldModel[] {
  const named = model.searchFields.flatMap((path) => {
    const field = model.byPath.get(path)

    return field?.kind === 'text' ? [field] : []
  })

  return named.length === 0
    ? []
    : [
        ...named,
        ...model.fields.filter(
          (field) =>
            field.kind === 'text' &&
            CONTACT_POINTS.has(field.semantic ?? '') &&
            !named.includes(field),
        ),
      ]
}
