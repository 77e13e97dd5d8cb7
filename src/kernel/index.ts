export { database } from './db/index.ts'
export type { Database, Row, Statement, Transaction } from './db/index.ts'
export { defineErrors, isTenonError, TenonError } from './errors/index.ts'
export type { ErrorFactories, ErrorSpec } from './errors/index.ts'
export {
  defineTranslations,
  isLocale,
  label,
  locales,
  pickLocale,
  t,
  translate,
} from './i18n/index.ts'
export type { Label, Locale, TextVariables, Translations } from './i18n/index.ts'
export { isId, newId } from './ids/index.ts'
export { log } from './log/index.ts'
export type { Log } from './log/index.ts'
export type { ColumnSpec, ForeignKeySpec, IndexSpec, TableSpec } from './schema/index.ts'
export { actAsSystem, currentScope, requireTenantScope } from './scope/index.ts'
export type { AccessView, Actor, Scope, TenantScope } from './scope/index.ts'
