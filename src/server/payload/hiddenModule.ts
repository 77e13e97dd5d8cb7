import { can } from '../../identity/index.ts'
import { isModuleOn } from '../../plugin/index.ts'
import { requestContext } from '../requestContext.ts'

/** Hides a collection from the navigation where the tenant's module is off or the role may not read it. */
export function hiddenModule(slug: string, module: string | undefined): () => boolean {
  return () => {
    const context = requestContext.getStore()
    if (context?.principal === null || context?.principal === undefined) {
      return true
    }
    const isOff = module !== undefined && !isModuleOn(context.tenant.modules, module)

    return isOff || can(context.principal, slug, 'read') === 'none'
  }
}
