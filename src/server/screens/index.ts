export { readerHere } from './readerHere.ts'
export { screensRouter } from './screensRouter.ts'
