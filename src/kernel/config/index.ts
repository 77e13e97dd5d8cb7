export { configErrors } from './errors.ts'
export type { ConfigProblem } from './errors.ts'
export { readConfig } from './readConfig.ts'
export type { Config, DatabaseUrls, LogLevel, MailConfig } from './types.ts'
