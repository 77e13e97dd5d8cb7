import type { z } from 'zod'

import type { Screen, ScreenReader } from './types.ts'

/** Declares a screen: its name, what it may be asked and how what it shows is read. */
export function defineScreen<TSchema extends z.ZodType, TData>(screen: {
  input: TSchema
  load: (input: z.output<TSchema>, reader: ScreenReader) => Promise<TData>
  name: string
}): Screen<z.output<TSchema>, TData> {
  return screen as Screen<z.output<TSchema>, TData>
}
