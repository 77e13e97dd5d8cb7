import type { CollectionModel, RecordDoc } from '../../collection/index.ts'
import { levelHere, readRecords, valueAt } from '../../collection/index.ts'
import type { AccessLevel } from '../../kernel/scope/index.ts'
import { runUnrestricted } from '../../kernel/scope/index.ts'
import type { ScreenReader } from '../types.ts'

/** Whether the reader may change and delete this very record, as the record store will decide it. */
export async function mayHere(
  model: CollectionModel,
  doc: RecordDoc,
  { principal }: ScreenReader,
): Promise<{ delete: boolean; update: boolean }> {
  const levels = { delete: levelHere(model, 'delete'), update: levelHere(model, 'update') }
  const owner = model.ownerField === undefined ? null : await ownerOf(model, doc, levels)
  const isOwn = owner === principal.userId
  const isMate =
    !isOwn &&
    typeof owner === 'string' &&
    Object.values(levels).includes('team') &&
    (await isInTeams(owner, principal.teamIds))
  const reaches = (level: AccessLevel) =>
    level === 'all' || (isOwn && level !== 'none') || (isMate && level === 'team')

  return { delete: reaches(levels.delete), update: reaches(levels.update) }
}

/** Whose record it is; the field may be hidden from the reader and decides all the same. */
async function ownerOf(
  model: CollectionModel,
  doc: RecordDoc,
  levels: Readonly<Record<string, AccessLevel>>,
): Promise<unknown> {
  const path = model.ownerField ?? ''
  const shown = valueAt(doc, path)
  const isAsked = Object.values(levels).some((level) => level === 'own' || level === 'team')
  if (shown !== undefined || !isAsked) {
    return shown
  }
  const { docs } = await runUnrestricted(() =>
    readRecords({ collection: model.slug, limit: 1, where: { id: { equals: doc.id } } }),
  )

  return valueAt(docs[0], path)
}

async function isInTeams(userId: string, teamIds: readonly string[]): Promise<boolean> {
  const { docs } = await runUnrestricted(() =>
    readRecords({
      collection: 'users',
      limit: 1,
      where: { and: [{ id: { equals: userId } }, { team: { in: [...teamIds] } }] },
    }),
  )

  return docs.length === 1
}
