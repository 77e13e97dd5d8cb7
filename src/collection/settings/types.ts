import type { ZodType } from 'zod'

/** One thing a tenant can set: its name in the API, its standard value, and what it may be. */
export type Setting<TValue> = { key: string; schema: ZodType<TValue>; standard: TValue }
