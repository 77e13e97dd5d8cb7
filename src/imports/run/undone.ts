import { forget } from '../relations/lookUp.ts'
import type { RunMemory } from './types.ts'

/** Forgets the records that a dry run created in its last step, since they were undone with it. */
export function forgetUndone(memory: RunMemory): void {
  memory.undone.forEach(({ place, value }) => {
    forget(memory, place, value)
  })
  memory.undone = []
}
