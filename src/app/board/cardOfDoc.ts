import type { Board, BoardCard } from '../../screens/index.ts'

type Doc = Readonly<Record<string, unknown>>

/** A card after its record was written: what the answer says of it, and of nothing that it leaves out. */
export function cardOfDoc(card: BoardCard, doc: Doc, shape: Board['shape']): BoardCard {
  const at = <T>(path: null | string, old: T): T => {
    const value = path === null ? undefined : valueAt(doc, path)

    return value === undefined ? old : (value as T)
  }

  return {
    ...card,
    amount: at(shape.amount, card.amount),
    base: at(shape.base, card.base),
    column: at<null | string>(shape.by, card.column) ?? '',
    currency: at(shape.currency, card.currency),
    date: at(shape.date, card.date),
    enteredAt: at(shape.enteredAt, card.enteredAt),
    owner: at(shape.owner, card.owner),
    values: Object.fromEntries(
      Object.entries(card.values).map(([path, value]) => [path, at(path, value)]),
    ),
    version: typeof doc['version'] === 'number' ? doc['version'] : card.version,
  }
}

function valueAt(doc: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Doc | null | undefined)?.[key], doc)
}
