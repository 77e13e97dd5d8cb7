export { privacyRouter } from './privacyRouter.ts'
