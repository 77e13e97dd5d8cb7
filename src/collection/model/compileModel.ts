import type { CollectionConfig, Field } from 'payload'

import type {
  CollectionModel,
  CollectionRules,
  FieldKind,
  FieldModel,
  TenonCollectionOptions,
  TenonFieldOptions,
} from '../types.ts'
import { columnOf } from './paths.ts'

const SYSTEM_PATHS = new Set(['createdAt', 'deletedAt', 'id', 'updatedAt', 'version'])

const JSON_TYPES = new Set(['array', 'blocks', 'json', 'point', 'richText'])

/** Compiles a Payload collection into the model that reading, writing and the schema work from. */
export function compileModel(
  config: Pick<CollectionConfig, 'admin' | 'custom' | 'fields' | 'slug' | 'timestamps' | 'trash'>,
  options: { module: string; rules?: readonly CollectionRules[] },
): CollectionModel {
  const tenon = (config.custom?.['tenon'] ?? {}) as TenonCollectionOptions
  const tracked = tenon.tracked ?? true
  const trash = config.trash ?? false
  const fields = [
    ...flatten(config.fields, '').filter((field) => !SYSTEM_PATHS.has(field.path)),
    ...systemFields({ trash, tracked }),
  ]

  return {
    byPath: new Map(fields.map((field) => [field.path, field])),
    fields,
    guard: tenon.guard ?? (tenon.configuration === true ? 'settings.manage' : undefined),
    module: options.module,
    noun: tenon.noun ?? singular(config.slug),
    ownerField: tenon.ownerField,
    personal: tenon.personal ?? false,
    rules: options.rules ?? [],
    searchFields: tenon.searchFields ?? [],
    slug: config.slug,
    table: config.slug.replaceAll('-', '_'),
    title: config.admin?.useAsTitle ?? 'id',
    tracked,
    trash,
    writtenBy: tenon.writtenBy ?? 'people',
  }
}

function systemFields(has: { trash: boolean; tracked: boolean }): FieldModel[] {
  const instant = (path: string, required: boolean) =>
    systemField({ indexed: false, kind: 'instant', path, required })

  return [
    instant('createdAt', true),
    instant('updatedAt', true),
    ...(has.trash ? [instant('deletedAt', false)] : []),
    ...(has.tracked
      ? [systemField({ indexed: false, kind: 'integer', path: 'version', required: true })]
      : []),
  ]
}

function systemField(part: Pick<FieldModel, 'indexed' | 'kind' | 'path' | 'required'>): FieldModel {
  return {
    column: columnOf(part.path),
    label: undefined,
    lowerCase: false,
    max: undefined,
    maxLength: undefined,
    min: undefined,
    onDelete: 'set null',
    options: undefined,
    protected: true,
    relationTo: undefined,
    semantic: undefined,
    unique: false,
    ...part,
  }
}

function flatten(fields: readonly Field[], prefix: string): FieldModel[] {
  return fields.flatMap((field) => {
    switch (field.type) {
      case 'collapsible':
      case 'row':
        return flatten(field.fields, prefix)
      case 'group':
        return flatten(field.fields, 'name' in field ? `${prefix}${field.name}.` : prefix)
      case 'join':
      case 'ui':
        return []
      case 'tabs':
        return field.tabs.flatMap((tab) =>
          flatten(tab.fields, 'name' in tab && tab.name ? `${prefix}${tab.name}.` : prefix),
        )
      default:
        return 'virtual' in field && field.virtual ? [] : [fieldModel(field, prefix)]
    }
  })
}

type NamedField = Exclude<Field, { type: 'collapsible' | 'group' | 'join' | 'row' | 'tabs' | 'ui' }>

function fieldModel(field: NamedField, prefix: string): FieldModel {
  const tenon = (field.custom?.['tenon'] ?? {}) as TenonFieldOptions
  const path = `${prefix}${field.name}`
  const kind = tenon.kind ?? kindOf(field)
  const required = 'required' in field && field.required
  const column = columnOf(path)

  return {
    column: kind === 'relation' ? `${column}_id` : column,
    indexed: ('index' in field && field.index) || kind === 'relation',
    kind,
    label: 'label' in field ? field.label : undefined,
    lowerCase: tenon.lowerCase ?? field.type === 'email',
    max: field.type === 'number' ? field.max : undefined,
    maxLength: 'maxLength' in field ? field.maxLength : undefined,
    min: field.type === 'number' ? field.min : undefined,
    onDelete: tenon.onDelete ?? (required ? 'restrict' : 'set null'),
    options: kind === 'choice' && 'options' in field ? optionValues(field.options) : undefined,
    path,
    ...(tenon.personal === undefined ? {} : { personal: tenon.personal }),
    protected: tenon.protected ?? false,
    relationTo:
      kind === 'relation' && 'relationTo' in field && typeof field.relationTo === 'string'
        ? field.relationTo
        : undefined,
    required,
    semantic: tenon.semantic,
    ...(tenon.sensitive === true ? { sensitive: true } : {}),
    ...(kind === 'polymorphic' && 'relationTo' in field && Array.isArray(field.relationTo)
      ? { targets: field.relationTo }
      : {}),
    unique: 'unique' in field && field.unique,
  }
}

function kindOf(field: NamedField): FieldKind {
  if (JSON_TYPES.has(field.type) || ('hasMany' in field && field.hasMany === true)) {
    return 'json'
  }
  switch (field.type) {
    case 'checkbox':
      return 'boolean'
    case 'date':
      return 'instant'
    case 'number':
      return 'number'
    case 'radio':
    case 'select':
      return 'choice'
    case 'relationship':
    case 'upload':
      return Array.isArray(field.relationTo) ? 'polymorphic' : 'relation'
    default:
      return 'text'
  }
}

function optionValues(options: readonly (string | { value: string })[]): string[] {
  return options.map((option) => (typeof option === 'string' ? option : option.value))
}

function singular(slug: string): string {
  const noun = slug.replaceAll('-', '_')

  return noun.endsWith('ies') ? `${noun.slice(0, -3)}y` : noun.replace(/s$/, '')
}
