import type { Locale, TextTree } from './types.ts'

type Registry = Map<string, Readonly<Record<Locale, TextTree>>>

const KEY = Symbol.for('tenon.translations')

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: Registry | undefined }
const registry: Registry = (shared[KEY] ??= new Map<string, Record<Locale, TextTree>>())

/** Makes the texts of a module known; the later of two wins, so that a reload takes effect. */
export function registerTexts(module: string, texts: Readonly<Record<Locale, TextTree>>): void {
  registry.set(module, texts)
}

/** The text or tree of texts under `module:path`, or undefined. */
export function findText(locale: Locale, key: string): string | TextTree | undefined {
  const colon = key.indexOf(':')
  let node: string | TextTree | undefined = registry.get(key.slice(0, colon))?.[locale]

  for (const name of key.slice(colon + 1).split('.')) {
    node = typeof node === 'object' && Object.hasOwn(node, name) ? node[name] : undefined
  }

  return node
}
