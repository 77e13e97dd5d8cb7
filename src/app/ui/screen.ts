import type { ScreenData, ScreenInput } from '../../screens/index.ts'

type Registry = { screen?: (name: string, input: unknown) => Promise<unknown> }

const REGISTRY = Symbol.for('tenon.admin')

/**
 * What a screen shows the reader of the running request, for server components: `loadScreen<typeof
 * boardScreen>('board', {…})`. Throws what the screen throws.
 */
export async function loadScreen<S extends { input: unknown; load: unknown }>(
  name: string,
  input: ScreenInput<S>,
): Promise<ScreenData<S>> {
  const registry = (globalThis as { [REGISTRY]?: Registry })[REGISTRY]

  // Through JSON, so that the page holds what the browser would be given by the API.
  return JSON.parse(JSON.stringify(await registry?.screen?.(name, input))) as ScreenData<S>
}
