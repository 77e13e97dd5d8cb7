export { recordChanges } from './recordChanges.ts'
export { eventsTables } from './schema.ts'
export type { ChangeOp, RecordChange } from './types.ts'
