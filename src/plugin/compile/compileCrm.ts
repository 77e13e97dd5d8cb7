import type { CollectionConfig } from 'payload'

import { checkIdentity } from '../checks/checkIdentity.ts'
import { checkNames } from '../checks/checkNames.ts'
import { checkReferences } from '../checks/checkReferences.ts'
import { pluginErrors } from '../errors.ts'
import type {
  CompiledCrm,
  CompiledNavigationGroup,
  CrmDefinition,
  CrmPlugin,
  PluginSetup,
} from '../types.ts'
import { collectCollections } from './collectCollections.ts'
import type { OwnedCollections } from './collectCollections.ts'
import { collectConfiguration } from './collectConfiguration.ts'
import { collectNavigation } from './collectNavigation.ts'
import { collectRules } from './collectRules.ts'
import { collectSlots } from './collectSlots.ts'
import { extendCollections } from './extendCollections.ts'
import { pointTargets } from './pointTargets.ts'

/** What the composition root adds to an agency's definition. */
export type CompileOptions = {
  /** Payload's `auth` of collections that people sign in to, by slug; the kernel's own strategy. */
  auth?: Readonly<Record<string, NonNullable<CollectionConfig['auth']>>>
  /** The built-in modules, in the order they are compiled. */
  builtIn?: readonly CrmPlugin[]
}

/**
 * Compiles an installation in one fixed order: collections of modules, then of plugins, extensions,
 * rules, navigation, tenancy last. Throws a coded error that names the fix for what cannot work.
 */
export function compileCrm(crm: CrmDefinition, options: CompileOptions = {}): CompiledCrm {
  const plugins = [...chosenModules(crm, options.builtIn ?? []), ...crm.plugins]
  checkIdentity(plugins)
  plugins.forEach(checkNames)
  const { extensions, owned: extended } = extendCollections(collectCollections(plugins), plugins)
  const owned = pointTargets(extended)
  const slugs = new Set(owned.keys())
  for (const { collection, plugin } of owned.values()) {
    checkReferences(collection, plugin, slugs)
  }
  const navigation = collectNavigation(plugins, slugs)

  return {
    collections: finishCollections(owned, navigation, options.auth ?? {}),
    configuration: collectConfiguration(owned, plugins),
    events: new Map(plugins.flatMap(({ manifest }) => Object.entries(manifest.events ?? {}))),
    extensions,
    jobs: plugins.flatMap(({ manifest }) => manifest.jobs ?? []),
    moduleBySlug: new Map([...owned].map(([slug, { plugin }]) => [slug, plugin])),
    modules: plugins.map(({ manifest }) => ({
      id: manifest.id,
      label: manifest.label,
      required: manifest.required ?? false,
    })),
    navigation,
    permissions: plugins.flatMap(({ manifest }) => manifest.permissions ?? []),
    rules: collectRules(owned, plugins, extensions),
    setups: plugins.flatMap(({ manifest, setup }): PluginSetup[] =>
      setup === undefined ? [] : [{ plugin: manifest.id, run: setup }],
    ),
    slots: collectSlots(plugins, slugs),
  }
}

function chosenModules(crm: CrmDefinition, builtIn: readonly CrmPlugin[]): CrmPlugin[] {
  const wanted = crm.modules
  if (wanted === undefined) {
    return [...builtIn]
  }
  const ids = builtIn.map(({ manifest }) => manifest.id)
  const module = wanted.find((id) => !ids.includes(id))
  if (module !== undefined) {
    throw pluginErrors.MODULE_UNKNOWN({ known: ids.join(', '), module })
  }

  return builtIn.filter(
    ({ manifest }) => manifest.required === true || wanted.includes(manifest.id),
  )
}

// Tenancy last: whatever an extension put under `custom.tenon`, the table is a tenant's.
function finishCollections(
  owned: OwnedCollections,
  navigation: readonly CompiledNavigationGroup[],
  auth: NonNullable<CompileOptions['auth']>,
): CollectionConfig[] {
  const groupBySlug = new Map(
    navigation.flatMap(({ items, label }) => items.map((slug) => [slug, label] as const)),
  )

  return [...owned.values()].map(({ collection }): CollectionConfig => {
    const signIn = auth[collection.slug]
    const tenon: unknown = collection.custom?.['tenon']

    return {
      ...collection,
      admin: { ...collection.admin, group: groupBySlug.get(collection.slug) ?? false },
      ...(signIn === undefined ? {} : { auth: signIn }),
      custom: { ...collection.custom, tenon: { ...(tenon as object), tenancy: 'tenant' } },
    }
  })
}
