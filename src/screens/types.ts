import type { z } from 'zod'

import type { Principal } from '../identity/index.ts'

/** The tenant a screen is shown in. */
export type ScreenTenant = {
  currency: string
  id: string
  locale: string
  modules: Readonly<Record<string, boolean>>
  name: string
  slug: string
  timeZone: string
}

/** Who looks at a screen, and where. */
export type ScreenReader = {
  /** True for a collection that is served and whose module is switched on. */
  isOpen: (slug: string) => boolean
  principal: Principal
  tenant: ScreenTenant
}

/** What a screen shows, read within the rights of its reader. */
export type Screen<TInput = unknown, TData = unknown> = {
  /** Checks what the screen is asked. */
  input: z.ZodType<TInput>
  load: (input: TInput, reader: ScreenReader) => Promise<TData>
  /** Kebab case, unique: the last part of its address. */
  name: string
}

/** What a screen shows. */
export type ScreenData<S> = S extends { load: (...args: never[]) => Promise<infer TData> }
  ? TData
  : never

/** What a screen is asked. */
export type ScreenInput<S> = S extends { input: z.ZodType<infer TInput> } ? TInput : never
