export { createLog } from './createLog.ts'
export type { Log, LogOptions } from './createLog.ts'
export { log, useLog } from './log.ts'
export { describeError, redact, redactText } from './redact.ts'
