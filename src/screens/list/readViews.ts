import type { RecordDoc } from '../../collection/index.ts'
import { levelHere, modelOf, readRecords } from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import type { ScreenReader } from '../types.ts'
import type { SavedView } from './types.ts'

const MOST = 100

/** The saved views of a collection that its reader has: their own, those of their teams and those of everybody. */
export async function readViews(collection: string, reader: ScreenReader): Promise<SavedView[]> {
  const [own, shared] = await Promise.all(
    ['personal-views', 'views'].map((slug) => readDocs(slug, collection, reader)),
  )
  const { principal } = reader
  const mayShare = canDo(principal, 'views.manage')
  const mine = (own ?? []).map((doc) =>
    viewOf(doc, { isDefault: doc['isDefault'] === true, isShared: false, mayChange: true }),
  )
  const others = (shared ?? [])
    .filter(({ team }) => typeof team !== 'string' || principal.teamIds.includes(team))
    .map((doc) => {
      const isDefault = rolesOf(doc).includes(principal.roleKey)

      return viewOf(doc, { isDefault, isShared: true, mayChange: mayShare })
    })

  return [...others, ...mine]
}

async function readDocs(
  slug: string,
  collection: string,
  { isOpen }: ScreenReader,
): Promise<readonly RecordDoc[]> {
  if (!isOpen(slug) || levelHere(modelOf(slug), 'read') === 'none') {
    return []
  }
  const where = { collection: { equals: collection } }
  const { docs } = await readRecords({ collection: slug, limit: MOST, sort: 'createdAt', where })

  return docs
}

function viewOf(
  doc: RecordDoc,
  facts: Pick<SavedView, 'isDefault' | 'isShared' | 'mayChange'>,
): SavedView {
  return {
    ...facts,
    definition: doc['definition'] ?? {},
    id: doc.id,
    kind: doc['kind'] === 'board' ? 'board' : 'table',
    name: doc['name'],
    roles: rolesOf(doc),
    team: typeof doc['team'] === 'string' ? doc['team'] : null,
    version: Number(doc['version'] ?? 0),
  }
}

function rolesOf(doc: RecordDoc): readonly string[] {
  const { roles } = doc

  return Array.isArray(roles) ? roles.map(String) : []
}
