import type { RecordDoc } from '../../collection/index.ts'
import { valueAt } from '../../collection/index.ts'
import { titlesOf } from '../records/relatedTitles.ts'
import { titleText } from '../records/titleText.ts'
import type { Titles } from '../records/types.ts'
import type { ScreenReader } from '../types.ts'
import { nextActivities } from './nextActivities.ts'
import type { OpenBoard } from './openBoard.ts'
import type { BoardCard, NextActivity } from './types.ts'

/** The cards of records, in their order, with what the records that they name are called. */
export async function makeCards(
  board: OpenBoard,
  docs: readonly RecordDoc[],
  reader: ScreenReader,
): Promise<{ cards: BoardCard[]; titles: Titles }> {
  const [next, titles] = await Promise.all([
    nextActivities(
      board.view,
      docs.map(({ id }) => id),
      reader,
    ),
    titlesOf(wantedOf(board, docs), reader),
  ])
  const asked = [...new Set(board.columns.flatMap(({ asks }) => asks))]

  return { cards: docs.map((doc) => cardOf(board, doc, { asked, next })), titles }
}

function cardOf(
  { shape, view }: OpenBoard,
  doc: RecordDoc,
  known: { asked: readonly string[]; next: ReadonlyMap<string, NextActivity> },
): BoardCard {
  const text = (path: null | string) => {
    const value = path === null ? undefined : valueAt(doc, path)

    return typeof value === 'string' ? value : null
  }
  const number = (path: null | string) => {
    const value = path === null ? undefined : valueAt(doc, path)

    return typeof value === 'number' ? value : null
  }

  return {
    amount: number(shape.amount),
    base: number(shape.base),
    column: text(shape.by) ?? '',
    company: text(shape.company),
    currency: text(shape.currency),
    date: text(shape.date),
    enteredAt: text(shape.enteredAt),
    id: doc.id,
    next: known.next.get(doc.id) ?? null,
    owner: text(shape.owner),
    title: titleText(valueAt(doc, view.title)),
    values: Object.fromEntries(known.asked.map((path) => [path, valueAt(doc, path) ?? null])),
    version: Number(doc['version'] ?? 0),
  }
}

/** The records that cards name, by collection. */
function wantedOf(
  { shape, view }: OpenBoard,
  docs: readonly RecordDoc[],
): Map<string, Set<string>> {
  const named = [shape.company, shape.owner].flatMap(
    (path) => view.fields.find((field) => field.path === path) ?? [],
  )
  const wanted = new Map<string, Set<string>>()
  for (const { path, relationTo } of named) {
    for (const doc of docs) {
      const id = valueAt(doc, path)
      if (typeof id === 'string' && relationTo !== undefined) {
        wanted.set(relationTo, (wanted.get(relationTo) ?? new Set()).add(id))
      }
    }
  }

  return wanted
}
