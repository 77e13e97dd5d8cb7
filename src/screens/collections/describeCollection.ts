import type { CollectionConfig, Field } from 'payload'

import type { CollectionModel, FieldModel, TenonCollectionOptions } from '../../collection/index.ts'
import {
  hiddenPaths,
  levelHere,
  modelOf,
  readOnlyPaths,
  recordErrors,
} from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import type { AccessAction, AccessLevel } from '../../kernel/scope/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import { labelOf } from '../translations/index.ts'
import type { ScreenReader } from '../types.ts'
import type { CollectionView, FieldView } from './types.ts'

const ACTIONS = ['create', 'delete', 'export', 'import', 'read', 'update'] as const

/** Names that every collection gives its own fields, whose labels nobody declares. */
const SYSTEM = new Set(['createdAt', 'deletedAt', 'updatedAt', 'version'])

type Declared = { config: Field; label: Label }

/**
 * A collection with the fields that the reader may see and what they may do with it. Throws
 * `RECORD_COLLECTION_UNKNOWN` for one that is not there for them, `RECORD_FORBIDDEN` where they may not read it.
 */
export function describeCollection(slug: string, reader: ScreenReader): CollectionView {
  const config = currentCrm().collections.find((one) => one.slug === slug)
  if (config === undefined || !reader.isOpen(slug)) {
    throw recordErrors.COLLECTION_UNKNOWN({ collection: slug })
  }
  const model = modelOf(slug)
  const may = Object.fromEntries(
    ACTIONS.map((action) => [action, levelHere(model, action)]),
  ) as Record<AccessAction, AccessLevel>
  if (may.read === 'none') {
    throw recordErrors.FORBIDDEN({ action: 'read' })
  }
  const hidden = hiddenPaths(model)
  const seen = (paths: readonly string[]) => paths.filter((path) => !hidden.has(path))
  const tenon = (config.custom?.['tenon'] ?? {}) as TenonCollectionOptions

  return {
    configuration: tenon.configuration ?? false,
    defaultSort: typeof config.defaultSort === 'string' ? config.defaultSort : '-createdAt',
    fields: describeFields(config, model),
    labels: config.labels as { plural: Label; singular: Label },
    linkedBy: (tenon.linkedBy ?? []).filter((link) => reader.isOpen(link)),
    listColumns: seen(config.admin?.defaultColumns ?? [model.title]),
    may,
    module: model.module,
    ownerField:
      model.ownerField === undefined || hidden.has(model.ownerField) ? null : model.ownerField,
    searchFields: seen(model.searchFields),
    slug,
    title: model.title,
    trash: model.trash,
  }
}

function describeFields(config: CollectionConfig, model: CollectionModel): FieldView[] {
  const declared = new Map<string, Declared>()
  collect(config.fields, { label: undefined, prefix: '' }, declared)
  const hidden = hiddenPaths(model)
  const closed = readOnlyPaths(model)

  return model.fields
    .filter(({ path }) => !hidden.has(path))
    .map((field) =>
      describeField(field, declared.get(field.path), field.protected || closed.has(field.path)),
    )
}

function describeField(
  field: FieldModel,
  declared: Declared | undefined,
  readOnly: boolean,
): FieldView {
  const config = declared?.config as
    | undefined
    | {
        admin?: { description?: Label }
        defaultValue?: unknown
        options?: readonly { label: Label; value: string }[]
        type: string
      }
  const given = {
    defaultValue: plain(config?.defaultValue),
    description: config?.admin?.description,
    max: field.max,
    maxLength: field.maxLength,
    min: field.min,
    options: field.kind === 'choice' ? config?.options : undefined,
    relationTo: field.relationTo,
    semantic: field.semantic,
    targets: field.targets,
  }

  return {
    ...(Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Partial<FieldView>),
    ...(config?.type === 'textarea' ? { multiline: true } : {}),
    indexed: field.indexed,
    kind: field.kind,
    label: declared?.label ?? systemLabel(field.path),
    path: field.path,
    readOnly: readOnly || SYSTEM.has(field.path),
    required: field.required,
  }
}

function plain(value: unknown): boolean | number | string | undefined {
  return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string'
    ? value
    : undefined
}

function systemLabel(path: string): Label {
  return SYSTEM.has(path) ? labelOf(path as 'createdAt') : { en: path }
}

/** The declared fields by their path; a field in a group is called by both names. */
function collect(
  fields: readonly Field[],
  within: { label: Label | undefined; prefix: string },
  found: Map<string, Declared>,
): void {
  for (const field of fields) {
    if (field.type === 'row' || field.type === 'collapsible') {
      collect(field.fields, within, found)
    } else if (field.type === 'tabs') {
      for (const tab of field.tabs) {
        collect(tab.fields, { ...within, prefix: prefixed(within.prefix, tab) }, found)
      }
    } else if (field.type === 'group') {
      const label = 'label' in field ? (field.label as Label | undefined) : undefined
      collect(field.fields, { label, prefix: prefixed(within.prefix, field) }, found)
    } else if ('name' in field && field.type !== 'join' && field.type !== 'ui') {
      const path = `${within.prefix}${field.name}`
      found.set(path, { config: field, label: joined(within.label, field.label, path) })
    }
  }
}

function prefixed(prefix: string, part: object): string {
  return 'name' in part && typeof part.name === 'string' ? `${prefix}${part.name}.` : prefix
}

function joined(group: Label | undefined, own: unknown, path: string): Label {
  const label: Label =
    typeof own === 'object' && own !== null
      ? (own as Label)
      : { en: typeof own === 'string' ? own : path }
  if (group === undefined) {
    return label
  }

  return Object.fromEntries(
    Object.entries(label).map(([locale, text]) => [
      locale,
      `${group[locale] ?? group['en'] ?? ''}: ${text}`,
    ]),
  )
}
