export { closeStreams, streamRouter } from './streamRouter.ts'
