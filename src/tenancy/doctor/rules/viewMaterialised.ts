import { fullName } from '../select.ts'
import type { Rule } from '../types.ts'

/** There are no materialised views and foreign tables: no policy holds on them. */
export const viewMaterialised: Rule = {
  check: (catalog) =>
    catalog.relations
      .filter(({ kind }) => kind === 'materialised' || kind === 'foreign')
      .map((relation) => ({
        fix: `Drop it: ${fullName(relation)}`,
        message: `no policy holds on a ${relation.kind} relation`,
        object: fullName(relation),
      })),
  id: 'view-materialised',
}
