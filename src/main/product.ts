import type { CollectionConfig } from 'payload'

import type { CollectionModel } from '../collection/index.ts'
import { compileModel, useModels, useModuleGate } from '../collection/index.ts'
import { useUserStore } from '../identity/index.ts'
import type { CompiledCrm, CrmDefinition } from '../plugin/index.ts'
import { compileCrm, moduleGate, useCrm } from '../plugin/index.ts'
import { builtInModules } from './builtInModules.ts'
import { recordUserStore } from './userStore.ts'

/** A product as its `tenon.config.ts` declares it, compiled once at start. */
export type Product = {
  collections: readonly CollectionConfig[]
  crm: CompiledCrm
  models: readonly CollectionModel[]
}

/** Payload keeps each person's list columns and open groups here; the tenant's rows like any other. */
const preferences: CollectionConfig = {
  custom: {
    tenon: { indexes: [['user', 'key']], ownerField: 'user', personal: true, tracked: false },
  },
  fields: [
    { name: 'user', relationTo: ['users'], type: 'relationship' },
    { name: 'key', type: 'text' },
    { name: 'value', type: 'json' },
  ],
  slug: 'payload-preferences',
}

/** Compiles what `tenon.config.ts` declares and makes its collections those of this process. */
export function compileProduct(declared: CrmDefinition): Product {
  const crm = compileCrm(declared, { builtIn: builtInModules })
  useCrm(crm)
  const collections = [...crm.collections, preferences]
  const models = collections.map((config) =>
    compileModel(config, {
      module: crm.moduleBySlug.get(config.slug) ?? 'platform',
      rules: crm.rules.get(config.slug) ?? [],
    }),
  )
  useModels(models)
  useModuleGate(moduleGate)
  useUserStore(recordUserStore)

  return { collections, crm, models }
}
