import { keepTree } from 'tenon/collection'

import { platformErrors } from '../errors.ts'

/** Refuses a parent that would make a team stand below itself. */
export const checkTeamParents = keepTree('teams', {
  cycle: () => platformErrors.TEAM_CYCLE({ field: 'parent' }),
  depth: (depth) => platformErrors.TEAM_DEPTH({ depth, field: 'parent' }),
})
