import type { CollectionModel, FieldModel, FieldTree } from '../../collection/index.ts'
import { fieldTree, hiddenPaths, isField, readOnlyPaths } from '../../collection/index.ts'
import { COUNT, UUID } from './parts.ts'
import { note } from './texts.ts'
import type { JsonSchema } from './types.ts'

const GREATEST_INTEGER = Number.MAX_SAFE_INTEGER
const LONGEST_TEXT = 100_000

/** The schema of a record as it is answered: every field that the person may see, none besides. */
export function recordSchema(model: CollectionModel): JsonSchema {
  const hidden = hiddenPaths(model)
  const tree = fieldTree(model.fields.filter(({ path }) => !hidden.has(path)))

  return {
    ...objectOf(tree, (field) => answered(field)),
    properties: { id: UUID, ...propertiesOf(tree, (field) => answered(field)) },
    required: ['id', ...Object.keys(tree)],
  }
}

/** The schema of the fields that a person may send, for a new record or for a change of one. */
export function inputSchema(model: CollectionModel, isNew: boolean): JsonSchema {
  const hidden = hiddenPaths(model)
  const kept = readOnlyPaths(model)
  const fields = model.fields.filter(
    ({ path, protected: isProtected }) => !isProtected && !hidden.has(path) && !kept.has(path),
  )
  const schema = {
    additionalProperties: false,
    properties: propertiesOf(fieldTree(fields), sent),
    type: 'object',
  }

  return isNew
    ? schema
    : {
        ...schema,
        properties: {
          ...schema.properties,
          ...(model.tracked ? { version: { ...note('version'), ...COUNT } } : {}),
        },
      }
}

function objectOf(tree: FieldTree, leaf: (field: FieldModel) => JsonSchema): JsonSchema {
  return {
    additionalProperties: false,
    properties: propertiesOf(tree, leaf),
    required: Object.keys(tree),
    type: 'object',
  }
}

function propertiesOf(
  tree: FieldTree,
  leaf: (field: FieldModel) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(tree).map(([key, entry]) => {
      if (isField(entry)) {
        return [key, leaf(entry)]
      }
      const group = objectOf(entry, leaf)

      // Of a group that is sent any part may be left out.
      return [key, leaf === sent ? { ...group, required: [] } : group]
    }),
  )
}

function answered(field: FieldModel): JsonSchema {
  const schema = { ...valueSchema(field), ...noteOf(field) }

  return field.required ? schema : orNull(schema)
}

function sent(field: FieldModel): JsonSchema {
  const bounds = {
    ...(field.kind === 'text' ? { maxLength: field.maxLength ?? LONGEST_TEXT } : {}),
    ...(field.min === undefined ? {} : { minimum: field.min }),
    ...(field.max === undefined ? {} : { maximum: field.max }),
  }

  return orNull({ ...valueSchema(field), ...bounds, ...noteOf(field) })
}

function valueSchema(field: FieldModel): JsonSchema {
  switch (field.kind) {
    case 'boolean':
      return { type: 'boolean' }
    case 'choice':
      return { enum: field.options ?? [], type: 'string' }
    case 'date':
      return { format: 'date', type: 'string' }
    case 'instant':
      return { format: 'date-time', type: 'string' }
    case 'integer':
      return { maximum: GREATEST_INTEGER, minimum: -GREATEST_INTEGER, type: 'integer' }
    case 'json':
      return {}
    case 'number':
      return { type: 'number' }
    case 'polymorphic':
      return {
        additionalProperties: false,
        properties: {
          relationTo: { type: 'string', ...(field.targets ? { enum: field.targets } : {}) },
          value: UUID,
        },
        required: ['relationTo', 'value'],
        type: 'object',
      }
    case 'relation':
      return { ...UUID, 'x-relation-to': field.relationTo }
    case 'text':
      return { type: 'string' }
  }
}

function noteOf({ semantic }: FieldModel): JsonSchema {
  return semantic === undefined ? {} : { 'x-semantic': semantic }
}

function orNull(schema: JsonSchema): JsonSchema {
  const { enum: values, type } = schema

  return {
    ...schema,
    ...(type === undefined ? {} : { type: [type, 'null'] }),
    ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
  }
}
