/** What the screens tell somebody who is here as support. */
export type SupportNotice = { leave: string; text: string }

type Registry = { supportNotice?: (locale: string) => null | SupportNotice }

const REGISTRY = Symbol.for('tenon.admin')

/** The notice for support in the running request, as the server that runs these screens gives it; else null. */
export function currentSupport(locale: string): null | SupportNotice {
  const registry = (globalThis as { [REGISTRY]?: Registry })[REGISTRY]

  return registry?.supportNotice?.(locale) ?? null
}
