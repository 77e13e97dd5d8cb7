import { readRecords } from '../../collection/index.ts'

/** What the reader last did with the columns of a list. */
export type ListHabits = { columns?: readonly string[]; widths?: Readonly<Record<string, number>> }

/** The reader's own columns and widths of a collection's list, as the list keeps them in their preferences. */
export async function readHabits(collection: string): Promise<ListHabits> {
  const { docs } = await readRecords({
    collection: 'payload-preferences',
    limit: 1,
    where: { key: { equals: `tenon-list-${collection}` } },
  })
  const value = (docs[0]?.['value'] ?? {}) as { columns?: unknown; widths?: unknown }
  const { columns, widths } = value

  return {
    ...(Array.isArray(columns) ? { columns: columns.map(String) } : {}),
    ...(typeof widths === 'object' && widths !== null
      ? { widths: widths as Record<string, number> }
      : {}),
  }
}
