export { adminOptions } from './adminOptions.ts'
export { collectComponentPaths } from './collectComponentPaths.ts'
export { adminTranslations } from './translations/index.ts'
export { withFieldComponents } from './withFieldComponents.ts'
