import type { CollectionConfig, Config, Field } from 'payload'
import type { z } from 'zod'

import type { CollectionRules } from '../collection/types.ts'
import type { Label } from '../fields/types.ts'
import type { Job } from '../jobs/types.ts'

/** A named right beyond reading and writing records; its key starts with the plugin's id. */
export type PluginPermission = { key: string; label: Label }

/** A rule of a collection, the plugin's own or another's; its id starts with the plugin's id. */
export type PluginRule = CollectionRules & {
  /** Slug of the collection whose writes pass through it. */
  collection: string
}

/** A group of the navigation. Plugins that name the same group share it; the first one's look stays. */
export type NavigationGroup = {
  /** Name of an icon of the admin's icon set; default: a folder. */
  icon?: string
  id: string
  /** Slugs of collections, in the order they are shown. */
  items: readonly string[]
  /** May be left out by a plugin that only adds to a group of another. */
  label?: Label
  /** Groups stand by rising order; default 500. */
  order?: number
}

/** A place in the screens that a component of a plugin can fill. */
export type SlotName =
  'dashboardWidget' | 'headerAction' | 'listAction' | 'navigation' | 'recordTab'

/** A component that a plugin puts into a slot of the screens. */
export type PluginSlot = {
  /**
   * Slug. Of a list action or record tab: the collection on whose screens it stands, else on those of all.
   * Of the other slots: shown only to people who may read that collection.
   */
  collection?: string
  /** `./path#Export` from the folder of `tenon.config.ts`, or `package/path#Export`. */
  component: string
  /** Starts with the plugin's id: `warranties.ending`. */
  id: string
  /** What the tab, button or widget is called. */
  label: Label
  /** Stand by rising order within their slot; default 500. */
  order?: number
  /** A right beyond records that the reader needs: `settings.manage`, or one of a plugin. */
  permission?: string
  slot: SlotName
}

/** One wanted configuration row: its `key` and any fields; relations are given as keys. */
export type ConfigurationEntry = Readonly<Record<string, unknown>> & { readonly key: string }

/** Configuration as data: what a tenant should have, by collection and key. */
export type ConfigurationDocument = {
  collections: Readonly<Record<string, readonly ConfigurationEntry[]>>
  /** Who wants it: a module, a vertical, an import. */
  source: string
  /** Counts up when the document changes. */
  version: number
}

/** What `setup` is given: Payload's configuration as compiled so far and the plugin's options. */
export type SetupArguments<TOptions> = { config: Config; options: TOptions }

/** All that a plugin adds, as data; the kernel alone decides when each part is applied. */
export type PluginManifest<TOptions extends z.ZodType = z.ZodType> = {
  /** Kebab case, unique in an installation; the prefix of its permissions, events and rules. */
  id: string
  /** Range of kernel versions it works with, as in package.json. */
  kernel: string
  /** Its name on screens; default: the id. */
  label?: Label
  /** Default false: true means a tenant cannot switch it off. For built-in modules. */
  required?: boolean
  /** What an agency may set, with defaults; checked when the plugin is called. */
  options?: TOptions
  /** Events it publishes, `id.noun.participle`, each with the schema of its payload. */
  events?: Readonly<Record<string, z.ZodType>>
  permissions?: readonly PluginPermission[]
  /** Configuration that every tenant with this plugin gets. */
  configuration?: ConfigurationDocument
  collections?: readonly CollectionConfig[]
  /** Fields added to collections of others, by slug. They stay optional: rows may exist already. */
  extend?: Readonly<Record<string, readonly Field[]>>
  rules?: readonly PluginRule[]
  /** Kinds of background work it queues, each kind `id:verb`. */
  jobs?: readonly Job<unknown>[]
  navigation?: readonly NavigationGroup[]
  /** Components for the slots of the screens. */
  slots?: readonly PluginSlot[]
  /** Last resort for what the manifest cannot say; runs after everything above. */
  setup?: (args: SetupArguments<z.output<TOptions>>) => Config
}

/** A plugin with its options already checked, ready to be listed in `tenon.config.ts`. */
export type CrmPlugin = {
  readonly manifest: Omit<PluginManifest, 'setup'>
  readonly options: unknown
  readonly setup: ((config: Config) => Config) | undefined
}

/** What an installation consists of, as its `tenon.config.ts` says. */
export type CrmDefinition = {
  /** Built-in modules to serve, by id; default: all. Required ones are always served. */
  modules?: readonly string[]
  plugins: readonly CrmPlugin[]
}

/** A built-in module or plugin as the running product knows it. */
export type CrmModule = {
  id: string
  label: Label | undefined
  /** True when no tenant can switch it off. */
  required: boolean
}

/** A group of the navigation with what all plugins put into it. */
export type CompiledNavigationGroup = {
  icon: string
  id: string
  items: readonly string[]
  label: Label
  order: number
}

/** A filled slot, with the module or plugin that filled it. */
export type CompiledSlot = PluginSlot & { module: string; order: number }

/** A plugin's last word on Payload's configuration. */
export type PluginSetup = { plugin: string; run: (config: Config) => Config }

/** An installation compiled: everything the server, the store and the admin are built from. */
export type CompiledCrm = {
  /** Every collection with its extensions, in the order of modules and plugins. */
  collections: readonly CollectionConfig[]
  /** Configuration documents in the order they are applied to a new tenant. */
  configuration: readonly ConfigurationDocument[]
  events: ReadonlyMap<string, z.ZodType>
  /** The plugin that added a field to another's collection, by slug and path. */
  extensions: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Kinds of jobs of all modules and plugins. */
  jobs: readonly Job<unknown>[]
  modules: readonly CrmModule[]
  /** The module that a collection belongs to, by slug. */
  moduleBySlug: ReadonlyMap<string, string>
  navigation: readonly CompiledNavigationGroup[]
  permissions: readonly PluginPermission[]
  /** The rules of each collection, by slug, in the order they run. */
  rules: ReadonlyMap<string, readonly CollectionRules[]>
  setups: readonly PluginSetup[]
  /** What stands in the slots of the screens, in the order it is shown. */
  slots: readonly CompiledSlot[]
}

/** Which modules a tenant has switched off: `{crm: false}`; what is not named is on. */
export type TenantModules = Readonly<Record<string, unknown>> | null | undefined
