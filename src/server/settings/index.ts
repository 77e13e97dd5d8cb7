export { companyRouter } from './companyRouter.ts'
export { startRouter } from './startRouter.ts'
