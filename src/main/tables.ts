import { auditTables } from '../audit/index.ts'
import { collectionTables, compileTable } from '../collection/index.ts'
import type { TenonCollectionOptions } from '../collection/index.ts'
import { eventsTables } from '../events/index.ts'
import { identityTables } from '../identity/index.ts'
import { importsTables } from '../imports/index.ts'
import { jobsTables } from '../jobs/index.ts'
import type { TableSpec } from '../kernel/schema/index.ts'
import { privacyTables } from '../privacy/index.ts'
import { tenancyTables } from '../tenancy/index.ts'
import { usageTables } from '../usage/index.ts'
import type { Product } from './product.ts'

/** Every table of a product, in the order a reader meets them. */
export function allTables({ collections, models }: Product): readonly TableSpec[] {
  const options = new Map(
    collections.map((config) => [
      config.slug,
      // Checked when the product was compiled.
      config.custom?.['tenon'] as TenonCollectionOptions | undefined,
    ]),
  )

  return [
    ...tenancyTables,
    ...auditTables,
    ...usageTables,
    ...identityTables,
    ...models.map((model) => compileTable(model, options.get(model.slug) ?? {})),
    ...collectionTables,
    ...eventsTables,
    ...importsTables,
    ...privacyTables,
    ...jobsTables,
  ]
}
