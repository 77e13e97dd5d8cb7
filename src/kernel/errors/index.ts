export { defineErrors } from './defineErrors.ts'
export type { ErrorFactories, ErrorSpec } from './defineErrors.ts'
export { isTenonError, TenonError } from './tenonError.ts'
