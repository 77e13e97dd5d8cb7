/** The filters of a list as its address holds them: alternatives of conditions that hold together. */
export type Filters = { or?: { and?: Record<string, Record<string, unknown> | undefined>[] }[] }

/** One condition of the filters, counted in the order in which they are shown. */
export type Condition = { operator: string; value: unknown }

/** The condition shown at a place, if it is about the field. */
export function conditionAt(filters: unknown, place: number, field: string): Condition | undefined {
  const shown = ((filters as Filters | undefined)?.or ?? []).flatMap((either) => either.and ?? [])
  const [entry] = Object.entries(shown[place]?.[field] ?? {})

  return entry && { operator: entry[0], value: entry[1] }
}

/** The same filters with another value in the condition shown at a place. */
export function withValueAt(
  filters: unknown,
  place: number,
  field: string,
  value: unknown,
): Filters {
  let counted = -1
  const alternatives = (filters as Filters | undefined)?.or ?? []

  return {
    or: alternatives.map((either) => ({
      and: (either.and ?? []).map((condition) => {
        counted += 1
        const [operator] = Object.keys(condition[field] ?? {})

        return counted === place && operator !== undefined
          ? { [field]: { [operator]: value } }
          : condition
      }),
    })),
  }
}
