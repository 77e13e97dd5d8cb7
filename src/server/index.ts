export { createApp } from './createApp.ts'
export type { AppParts, HostMeaning } from './createApp.ts'
export { domainsRouter, sweepDomains } from './domains/index.ts'
export { serverErrors } from './errors.ts'
export { listHandlers, listRoutes } from './listRoutes.ts'
export type { AppRoute } from './listRoutes.ts'
export { correlationIdOf } from './middleware/correlate.ts'
export { tenantOf } from './middleware/enterTenant.ts'
export { isLocalVisitor } from './middleware/isLocalVisitor.ts'
export { codeErrors } from './payload/codeErrors.ts'
export { collectionAccess, fieldAccess } from './payload/collectionAccess.ts'
export { withoutHiddenSearch } from './payload/listSearch.ts'
export { hiddenModule } from './payload/hiddenModule.ts'
export { sessionStrategy } from './payload/sessionStrategy.ts'
export { correlationOf, requestContext } from './requestContext.ts'
export type { RequestContext, RequestTenant } from './requestContext.ts'
export {
  authenticateRequest,
  authRouter,
  consoleRouter,
  requireSameOrigin,
  sendSuspendedPage,
  supportNotice,
} from './auth/index.ts'
export { readerHere } from './screens/index.ts'
export { closeStreams } from './stream/index.ts'
export { measureJob } from './usage/measureJob.ts'
export { companyRouter, startRouter } from './settings/index.ts'
