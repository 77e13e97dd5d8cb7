import type { ApiDocument, KnownField, Schema } from './types.ts'

/** The fields of every collection that a person may read, by its slug. */
export function fieldsOf(document: ApiDocument): Map<string, KnownField[]> {
  const found = Object.entries(document.paths).flatMap(([path, methods]) => {
    const schema = methods['get']?.responses['200']?.content?.['application/json']?.schema
    const page = schema?.['properties'] as Record<string, { items?: Schema }> | undefined
    const reference = page?.['docs']?.items?.['$ref']
    if (typeof reference !== 'string' || page?.['nextCursor'] === undefined) {
      return []
    }
    const record = document.components.schemas[reference.split('/').at(-1) ?? ''] ?? {}

    return [[path.split('/').at(-1) ?? '', leaves(record, '')] as const]
  })

  return new Map(found)
}

function leaves({ properties = {} }: Schema, prefix: string): KnownField[] {
  return Object.entries(properties as Record<string, Schema>).flatMap(([key, schema]) => {
    const path = `${prefix}${key}`
    const isGroup = schema['type'] === 'object' && schema['properties'] !== undefined

    return isGroup ? leaves(schema, `${path}.`) : [{ path, schema }]
  })
}
