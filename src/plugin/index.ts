export type { CollectionRules, PendingChange, RecordDoc, RuleContext } from '../collection/types.ts'
export { collectionErrors } from './collectionErrors.ts'
export { applySetups } from './compile/applySetups.ts'
export { compileCrm } from './compile/compileCrm.ts'
export type { CompileOptions } from './compile/compileCrm.ts'
export { applyConfiguration } from './configuration/applyConfiguration.ts'
export { defaultConfiguration } from './configuration/defaultConfiguration.ts'
export type { ConfigurationPlan, ConfigurationStep } from './configuration/types.ts'
export { defineCollection } from './defineCollection.ts'
export type { CollectionDefinition } from './defineCollection.ts'
export { defineCrm } from './defineCrm.ts'
export { definePlugin } from './definePlugin.ts'
export type { PluginFactory } from './definePlugin.ts'
export { pluginErrors } from './errors.ts'
export { inspectPlugin } from './inspectPlugin.ts'
export { KERNEL_VERSION } from './kernelVersion.ts'
export { activeRules, hiddenByModules, moduleGate, modulesOff } from './moduleGate.ts'
export { currentCrm, isCollectionOn, isModuleOn, moduleOf, useCrm } from './registry.ts'
export type {
  CompiledCrm,
  CompiledNavigationGroup,
  CompiledSlot,
  ConfigurationDocument,
  ConfigurationEntry,
  CrmDefinition,
  CrmModule,
  CrmPlugin,
  NavigationGroup,
  PluginManifest,
  PluginPermission,
  PluginRule,
  PluginSetup,
  PluginSlot,
  SetupArguments,
  SlotName,
  TenantModules,
} from './types.ts'
