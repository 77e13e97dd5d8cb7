import { keepTree } from 'tenon/collection'

import { crmErrors } from '../errors.ts'

/** Refuses a parent that would make a company its own ancestor, also through other changes of the batch. */
export const checkCompanyParents = keepTree('companies', {
  cycle: () => crmErrors.COMPANY_PARENT_CYCLE({ field: 'parent' }),
  depth: (depth) => crmErrors.COMPANY_PARENT_DEPTH({ depth, field: 'parent' }),
})
