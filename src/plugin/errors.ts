import { defineErrors } from '../kernel/errors/index.ts'

/** Ways a plugin can be refused at boot; each message names the thing and the fix. */
export const pluginErrors = defineErrors('PLUGIN', {
  ID_DUPLICATE: {
    message: ({ plugin }: { plugin: string }) =>
      `Two plugins have the id "${plugin}". List it once, or give one of them another id.`,
    status: 500,
  },
  ID_INVALID: {
    message: ({ plugin }: { plugin: string }) =>
      `"${plugin}" cannot be the id of a plugin. Use lower-case letters, digits and hyphens, starting with a letter, and no name of a part of the kernel such as "users" or "records".`,
    status: 500,
  },
  MODULE_UNKNOWN: {
    message: ({ known, module }: { known: string; module: string }) =>
      `defineCrm asks for the module "${module}", which does not exist. Known modules: ${known}.`,
    status: 500,
  },
  KERNEL_UNMET: {
    message: ({ kernel, plugin, version }: { kernel: string; plugin: string; version: string }) =>
      `Plugin "${plugin}" works with kernel ${kernel}, but this is ${version}. Install a version of the plugin for this kernel.`,
    status: 500,
  },
  OPTIONS_INVALID: {
    message: ({ option, plugin, reason }: { option: string; plugin: string; reason: string }) =>
      `Option "${option}" of plugin "${plugin}" is wrong: ${reason}. Correct it in tenon.config.ts.`,
    status: 500,
  },
  PERMISSION_FOREIGN: {
    message: ({ permission, plugin }: { permission: string; plugin: string }) =>
      `Plugin "${plugin}" declares the permission "${permission}". Its permissions must start with "${plugin}.".`,
    status: 500,
  },
  PERMISSION_DUPLICATE: {
    message: ({ permission, plugin }: { permission: string; plugin: string }) =>
      `Plugin "${plugin}" declares the permission "${permission}" twice. Remove one.`,
    status: 500,
  },
  EVENT_FOREIGN: {
    message: ({ event, plugin }: { event: string; plugin: string }) =>
      `Plugin "${plugin}" declares the event "${event}". It may publish only under its own name: "${plugin}.noun.participle".`,
    status: 500,
  },
  EVENT_INVALID: {
    message: ({ event, plugin }: { event: string; plugin: string }) =>
      `Plugin "${plugin}" declares the event "${event}". Name it "${plugin}.noun.participle", for example "${plugin}.claim.opened".`,
    status: 500,
  },
  RULE_FOREIGN: {
    message: ({ plugin, rule }: { plugin: string; rule: string }) =>
      `Plugin "${plugin}" declares the rule "${rule}". Its rules must start with "${plugin}.".`,
    status: 500,
  },
  RULE_DUPLICATE: {
    message: ({ plugin, rule }: { plugin: string; rule: string }) =>
      `Plugin "${plugin}" declares the rule "${rule}" twice for one collection. Give one another id.`,
    status: 500,
  },
  RULE_COLLECTION_UNKNOWN: {
    message: ({ collection, plugin, rule }: { collection: string; plugin: string; rule: string }) =>
      `The rule "${rule}" of plugin "${plugin}" is for the collection "${collection}", which nobody declares. Correct the slug, or list the plugin that has it.`,
    status: 500,
  },
  JOB_FOREIGN: {
    message: ({ job, plugin }: { job: string; plugin: string }) =>
      `Plugin "${plugin}" declares the job "${job}". Its jobs must start with "${plugin}:".`,
    status: 500,
  },
  JOB_DUPLICATE: {
    message: ({ job, plugin }: { job: string; plugin: string }) =>
      `Plugin "${plugin}" declares the job "${job}" twice. Remove one.`,
    status: 500,
  },
  SLOT_COLLECTION_UNKNOWN: {
    message: ({ collection, plugin, slot }: { collection: string; plugin: string; slot: string }) =>
      `The slot "${slot}" of plugin "${plugin}" is for the collection "${collection}", which nobody declares. Correct the slug, or list the plugin that has it.`,
    status: 500,
  },
  SLOT_COMPONENT_INVALID: {
    message: ({ component, plugin, slot }: { component: string; plugin: string; slot: string }) =>
      `The slot "${slot}" of plugin "${plugin}" names the component "${component}". Write "./path#Export" from the folder of tenon.config.ts, or "package/path#Export".`,
    status: 500,
  },
  SLOT_DUPLICATE: {
    message: ({ plugin, slot }: { plugin: string; slot: string }) =>
      `Plugin "${plugin}" declares the slot "${slot}" twice. Give one another id.`,
    status: 500,
  },
  SLOT_FOREIGN: {
    message: ({ plugin, slot }: { plugin: string; slot: string }) =>
      `Plugin "${plugin}" declares the slot "${slot}". The ids of its slots must start with "${plugin}.".`,
    status: 500,
  },
  SLOT_PERMISSION_UNKNOWN: {
    message: ({ permission, plugin, slot }: { permission: string; plugin: string; slot: string }) =>
      `The slot "${slot}" of plugin "${plugin}" asks for the permission "${permission}", which nobody declares. Correct it, or declare it under "permissions".`,
    status: 500,
  },
  SLOT_UNKNOWN: {
    message: ({
      known,
      name,
      plugin,
      slot,
    }: {
      known: string
      name: string
      plugin: string
      slot: string
    }) =>
      `"${slot}" of plugin "${plugin}" is for the slot "${name}", which does not exist. Slots are: ${known}.`,
    status: 500,
  },
  SLUG_DUPLICATE: {
    message: ({ owner, plugin, slug }: { owner: string; plugin: string; slug: string }) =>
      `Plugin "${plugin}" declares the collection "${slug}", which "${owner}" already has. Choose another slug, or add fields with "extend".`,
    status: 500,
  },
  SLUG_INVALID: {
    message: ({ plugin, slug }: { plugin: string; slug: string }) =>
      `Plugin "${plugin}" declares a collection with the slug "${slug}". Use at most 40 lower-case letters, digits and hyphens, starting with a letter.`,
    status: 500,
  },
  SLUG_RESERVED: {
    message: ({ plugin, slug }: { plugin: string; slug: string }) =>
      `Plugin "${plugin}" declares the collection "${slug}", a name the kernel keeps for itself. Choose another slug.`,
    status: 500,
  },
  EXTEND_UNKNOWN: {
    message: ({ plugin, slug }: { plugin: string; slug: string }) =>
      `Plugin "${plugin}" extends the collection "${slug}", which nobody declares. Correct the slug, or list the plugin that has it.`,
    status: 500,
  },
  EXTEND_FIELD_EXISTS: {
    message: ({ field, plugin, slug }: { field: string; plugin: string; slug: string }) =>
      `Plugin "${plugin}" adds the field "${field}" to "${slug}", which already has it. Give the field another name.`,
    status: 500,
  },
  EXTEND_FIELD_REQUIRED: {
    message: ({ field, plugin, slug }: { field: string; plugin: string; slug: string }) =>
      `Plugin "${plugin}" adds the required field "${field}" to "${slug}". Records without it may exist already: make it optional and check it in a rule.`,
    status: 500,
  },
  NAVIGATION_UNKNOWN: {
    message: ({ group, item, plugin }: { group: string; item: string; plugin: string }) =>
      `Plugin "${plugin}" lists "${item}" in the navigation group "${group}", but no collection has that slug. Correct it, or list the plugin that has it.`,
    status: 500,
  },
  NAVIGATION_LABEL_MISSING: {
    message: ({ group, plugin }: { group: string; plugin: string }) =>
      `The navigation group "${group}", named by plugin "${plugin}", has no label. Give it one where it is first named.`,
    status: 500,
  },
  CONFIGURATION_UNKNOWN: {
    message: ({ collection, plugin }: { collection: string; plugin: string }) =>
      `The configuration of plugin "${plugin}" names the collection "${collection}", which holds no configuration. Declare that collection with "configuration: true", or correct the slug.`,
    status: 500,
  },
  CONFIGURATION_DUPLICATE: {
    message: ({ collection, key, plugin }: { collection: string; key: string; plugin: string }) =>
      `The configuration of plugin "${plugin}" names "${key}" of "${collection}" twice. Remove one.`,
    status: 500,
  },
  SETUP_RETURNS_NOTHING: {
    message: ({ plugin }: { plugin: string }) =>
      `The setup of plugin "${plugin}" returns no configuration. Return the given one, changed.`,
    status: 500,
  },
  SETUP_COLLECTIONS: {
    message: ({ plugin, what }: { plugin: string; what: string }) =>
      `The setup of plugin "${plugin}" changes ${what}, which would go around tenancy. Use "collections" and "extend" of the manifest.`,
    status: 500,
  },
  NOT_COMPILED: {
    message: () => 'The installation was used before it was compiled: call useCrm first.',
    status: 500,
  },
})
