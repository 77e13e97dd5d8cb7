import { isCollectionOn } from '../../plugin/index.ts'
import type { ScreenReader } from '../../screens/index.ts'
import { serverErrors } from '../errors.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import { requestContext } from '../requestContext.ts'

/** Who looks at the screens of the running request; throws `SERVER_SIGN_IN_REQUIRED` for nobody. */
export function readerHere(): ScreenReader {
  const principal = requirePrincipal()
  const tenant = requestContext.getStore()?.tenant
  if (tenant === undefined) {
    throw serverErrors.SIGN_IN_REQUIRED({})
  }

  return { isOpen: (slug) => isCollectionOn(tenant.modules, slug), principal, tenant }
}
