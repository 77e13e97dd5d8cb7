export { isId } from './isId.ts'
export { newId } from './newId.ts'
