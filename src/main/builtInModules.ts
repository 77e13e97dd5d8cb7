import { crm } from '../../collections/crm/index.ts'
import { platform } from '../../collections/platform/index.ts'

/** The modules that come with Tenon, in the order they are compiled. */
export const builtInModules = [platform(), crm()]
