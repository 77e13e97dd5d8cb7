import { currentCrm } from '../registry.ts'
import type { ConfigurationDocument } from '../types.ts'

/** The configuration documents a new tenant starts with, in the order to apply them. */
export function defaultConfiguration(): readonly ConfigurationDocument[] {
  return currentCrm().configuration
}
