import { z } from 'zod'

import { storedFields } from './fieldPaths.ts'
import type { CrmPlugin } from './types.ts'

/** All that a plugin adds, as plain JSON, found without running any of it. */
export function inspectPlugin({ manifest, setup }: CrmPlugin): Record<string, unknown> {
  return {
    id: manifest.id,
    kernel: manifest.kernel,
    required: manifest.required ?? false,
    options: manifest.options === undefined ? null : jsonSchema(manifest.options),
    events: Object.entries(manifest.events ?? {}).map(([name, schema]) => ({
      name,
      schema: jsonSchema(schema),
    })),
    permissions: (manifest.permissions ?? []).map(({ key }) => key),
    configuration: Object.fromEntries(
      Object.entries(manifest.configuration?.collections ?? {}).map(([slug, entries]) => [
        slug,
        entries.map(({ key }) => key),
      ]),
    ),
    collections: (manifest.collections ?? []).map((collection) => ({
      fields: fieldList(collection.fields),
      slug: collection.slug,
    })),
    extend: Object.fromEntries(
      Object.entries(manifest.extend ?? {}).map(([slug, fields]) => [slug, fieldList(fields)]),
    ),
    rules: (manifest.rules ?? []).map(({ collection, id }) => ({ collection, id })),
    navigation: (manifest.navigation ?? []).map(({ id, items }) => ({ id, items })),
    slots: (manifest.slots ?? []).map(({ collection, component, id, permission, slot }) => ({
      component,
      id,
      slot,
      ...(collection === undefined ? {} : { collection }),
      ...(permission === undefined ? {} : { permission }),
    })),
    setup: setup !== undefined,
  }
}

function fieldList(fields: Parameters<typeof storedFields>[0]): Record<string, unknown>[] {
  return storedFields(fields).map(({ field, path }) => ({
    path,
    required: 'required' in field && field.required,
    ...('relationTo' in field ? { relationTo: field.relationTo } : {}),
    type: field.type,
  }))
}

function jsonSchema(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}
