import { z } from 'zod'

import { allSettings } from '../../collection/index.ts'
import { answers, jsonBody, listOf, objectSchema, oneOf, SWITCH, TEXT } from './parts.ts'
import type { ApiFacts, JsonSchema, Paths } from './types.ts'

const SETTINGS = { tags: ['settings'] }
const MODULES = { tags: ['modules'] }

/** What the tenant has set, and the modules it has switched on. */
export function settingsPaths(facts: ApiFacts): Paths {
  const isManager = facts.can('settings.manage')

  return {
    '/api/modules': {
      get: {
        ...MODULES,
        ...answers({ 200: modulesSchema() }),
        operationId: 'modules.list',
      },
    },
    ...(isManager ? { '/api/modules/{id}': { patch: switchOf(facts.modules) } } : {}),
    ...(isManager ? settingPaths() : {}),
  }
}

function settingPaths(): Paths {
  const properties = Object.fromEntries(
    [...allSettings.values()].map(({ key, schema }) => [key, jsonSchemaOf(schema)]),
  )
  const given = answers({ 200: objectSchema(properties) }, [413])

  return {
    '/api/settings': {
      get: { ...SETTINGS, ...given, operationId: 'settings.get' },
      patch: {
        ...SETTINGS,
        ...given,
        operationId: 'settings.set',
        requestBody: jsonBody(objectSchema(properties, Object.keys(properties))),
      },
    },
  }
}

function switchOf(modules: readonly string[]) {
  return {
    ...MODULES,
    ...answers({ 200: modulesSchema() }, [413]),
    operationId: 'modules.switch',
    parameters: [{ in: 'path', name: 'id', required: true, schema: oneOf(...modules) }],
    requestBody: jsonBody(objectSchema({ isOn: SWITCH })),
  }
}

function modulesSchema(): JsonSchema {
  const module = objectSchema({ id: TEXT, isOn: SWITCH, label: {}, required: SWITCH }, ['label'])

  return objectSchema({ docs: listOf(module) })
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const described = z.toJSONSchema(schema)

  return Object.fromEntries(Object.entries(described).filter(([name]) => name !== '$schema'))
}
