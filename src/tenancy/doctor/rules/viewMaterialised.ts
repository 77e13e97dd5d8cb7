import { defineRule } from '../defineRule.ts'
import { fullName } from '../select.ts'

/** There are no materialised views and foreign tables: no policy holds on them. */
export const viewMaterialised = defineRule('view-materialised', (catalog) =>
  catalog.relations
    .filter(({ kind }) => kind === 'materialised' || kind === 'foreign')
    .map((relation) => ({
      fix: `Drop it: ${fullName(relation)}`,
      message: `no policy holds on a ${relation.kind} relation`,
      object: fullName(relation),
    })),
)
