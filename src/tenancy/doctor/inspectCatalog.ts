import { readResidue } from '../migrate/bookkeeping.ts'
import type { Query } from '../types.ts'
import { allRules } from './allRules.ts'
import { readCatalog } from './readCatalog.ts'
import type { Violation } from './types.ts'

/**
 * Holds the catalog of a database against the model it was brought to. Gives every violation; those
 * that this server let no migration mend are marked as residue. Needs the owner or a superuser.
 */
export async function inspectCatalog(query: Query): Promise<readonly Violation[]> {
  const catalog = await readCatalog(query)
  const residue = new Set(await readResidue(query))

  return allRules.flatMap(({ check, id }) =>
    check(catalog).map((finding) => ({
      ...finding,
      residue: residue.has(`${id} ${finding.object}`),
      rule: id,
    })),
  )
}
