import type { PendingChange } from 'tenon/plugin'
import { dashboardFault } from 'tenon/screens'

import { platformErrors } from '../errors.ts'

/** Refuses a home page that could not be shown, and roles that are no list of keys. */
export function checkDashboards(changes: readonly PendingChange[]): Promise<void> {
  for (const { after, refuse } of changes) {
    if (after === null) {
      continue
    }
    const roles = after['roles'] ?? []
    if (!Array.isArray(roles) || roles.some((key) => typeof key !== 'string')) {
      refuse(platformErrors.DASHBOARD_ROLES({ field: 'roles' }))
    }
    const reason = dashboardFault(after['definition'])
    if (reason !== undefined) {
      refuse(platformErrors.DASHBOARD_INVALID({ field: 'definition', reason }))
    }
  }

  return Promise.resolve()
}
