import { pluginErrors } from '../errors.ts'
import type { CrmPlugin } from '../types.ts'

const EVENT = /^[a-z][a-z\d-]*\.[a-z][a-z\d_-]*\.[a-z][a-z\d_-]*$/

/** Refuses permissions, events and rules of a plugin that are not its own or named twice. */
export function checkNames({ manifest }: CrmPlugin): void {
  const { id: plugin } = manifest
  const prefix = `${plugin}.`
  const permissions = (manifest.permissions ?? []).map(({ key }) => key)
  const twice = firstRepeated(permissions)
  const foreign = permissions.find((key) => !key.startsWith(prefix))
  if (foreign !== undefined) {
    throw pluginErrors.PERMISSION_FOREIGN({ permission: foreign, plugin })
  }
  if (twice !== undefined) {
    throw pluginErrors.PERMISSION_DUPLICATE({ permission: twice, plugin })
  }
  for (const event of Object.keys(manifest.events ?? {})) {
    if (!event.startsWith(prefix)) {
      throw pluginErrors.EVENT_FOREIGN({ event, plugin })
    }
    if (!EVENT.test(event)) {
      throw pluginErrors.EVENT_INVALID({ event, plugin })
    }
  }
  checkRules(manifest)
  checkJobs(manifest)
}

function checkRules({ id: plugin, rules = [] }: CrmPlugin['manifest']): void {
  const foreign = rules.find(({ id }) => !id.startsWith(`${plugin}.`))
  if (foreign !== undefined) {
    throw pluginErrors.RULE_FOREIGN({ plugin, rule: foreign.id })
  }
  // One rule may serve several collections under one name.
  const twice = firstRepeated(rules.map(({ collection, id }) => `${id} ${collection}`))
  if (twice !== undefined) {
    throw pluginErrors.RULE_DUPLICATE({ plugin, rule: twice.split(' ')[0] ?? twice })
  }
}

function checkJobs({ id: plugin, jobs = [] }: CrmPlugin['manifest']): void {
  const kinds = jobs.map(({ kind }) => kind)
  const foreign = kinds.find((kind) => !kind.startsWith(`${plugin}:`))
  if (foreign !== undefined) {
    throw pluginErrors.JOB_FOREIGN({ job: foreign, plugin })
  }
  const twice = firstRepeated(kinds)
  if (twice !== undefined) {
    throw pluginErrors.JOB_DUPLICATE({ job: twice, plugin })
  }
}

function firstRepeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index)
}
