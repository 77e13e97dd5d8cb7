const DAY = 86_400_000

/** The day that demo records look back from; fixed, so that they are the same on every machine. */
export const ANCHOR = new Date('2026-11-16T09:00:00.000Z')

/** The moment a number of days after the anchor; negative looks back. */
export function daysFromAnchor(days: number): Date {
  return new Date(ANCHOR.getTime() + days * DAY)
}

/** The calendar day of a moment. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}
