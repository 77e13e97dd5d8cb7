import { administrationPaths } from './administrationPaths.ts'
import { batchPaths } from './batchPaths.ts'
import { bulkPaths, restorePaths } from './bulkPaths.ts'
import { companyPaths } from './companyPaths.ts'
import { exportPaths } from './exportPaths.ts'
import { filePaths } from './filePaths.ts'
import { identityPaths } from './identityPaths.ts'
import { importPaths } from './importPaths.ts'
import { objectSchema, TEXT } from './parts.ts'
import { privacyPaths } from './privacyPaths.ts'
import { providerPaths } from './providerPaths.ts'
import { recordPaths, recordSchemas } from './recordPaths.ts'
import { rightsPaths } from './rightsPaths.ts'
import { screenPaths } from './screenPaths.ts'
import { searchPaths } from './searchPaths.ts'
import { settingsPaths } from './settingsPaths.ts'
import { note, translateNotes } from './texts.ts'
import type { ApiDescription, ApiFacts, Paths } from './types.ts'

/** The paths beside those of each collection. */
const GROUPS = [
  searchPaths,
  settingsPaths,
  companyPaths,
  screenPaths,
  batchPaths,
  exportPaths,
  importPaths,
  filePaths,
  identityPaths,
  rightsPaths,
  administrationPaths,
  providerPaths,
  privacyPaths,
]

/**
 * Describes the API of the running tenant as the person of the running scope may use it: collections of
 * modules that are on, without hidden fields and without what their roles do not reach.
 */
export function describeApi(
  facts: ApiFacts & { locale: string; origin: string; title: string; version: string },
): ApiDescription {
  const refusal = objectSchema({
    errors: {
      items: objectSchema({ code: TEXT, field: TEXT, message: TEXT }, ['field']),
      minItems: 1,
      type: 'array',
    },
  })

  return translateNotes(
    {
      components: {
        schemas: {
          Refusal: refusal,
          ...Object.fromEntries(
            facts.models.flatMap((model) => Object.entries(recordSchemas(model))),
          ),
        },
        securitySchemes: {
          bearer: { scheme: 'bearer', type: 'http' },
        },
      },
      info: { ...note('description'), title: facts.title, version: facts.version },
      openapi: '3.1.0',
      paths: pathsOf(facts),
      security: [{ bearer: [] }],
      servers: [{ url: facts.origin }],
    },
    facts.locale,
  )
}

function pathsOf(facts: ApiFacts): Paths {
  const described = [
    ...GROUPS.map((group) => group(facts)),
    ...facts.models.flatMap((model) => [
      recordPaths(model),
      bulkPaths(model, facts.can),
      restorePaths(model),
    ]),
  ]

  return Object.fromEntries(
    described
      .flatMap((paths) => Object.entries(paths))
      .filter(([, methods]) => Object.keys(methods).length > 0),
  )
}
