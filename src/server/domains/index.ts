export { domainsRouter } from './domainsRouter.ts'
export { sweepDomains } from './sweepDomains.ts'
