import type { Routine } from '../types.ts'

/** The order of names: as people read them, with numbers by value. */
export const collationRoutine: Routine = {
  name: 'public.tenon_natural',
  phase: 'before',
  sql: `create collation if not exists public.tenon_natural (provider = icu, locale = 'und-u-kn-true');`,
}
