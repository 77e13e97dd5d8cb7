export { batchesRouter } from './batchesRouter.ts'
export { jobsRouter } from './jobsRouter.ts'
export { settingsRouter } from './settingsRouter.ts'
