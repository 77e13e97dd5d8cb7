/** What records are called, by collection and id. */
export type Titles = Readonly<Record<string, Readonly<Record<string, string>>>>
