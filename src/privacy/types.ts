/** Values to look for: as patterns of LIKE that find the rows, and as one regular expression that finds the places. */
export type Search = {
  likes: readonly string[]
  pattern: string
  values: readonly string[]
}

/** The values of one person, by how surely they mean nobody else. */
export type PersonalValues = {
  /** E-mail addresses, in lower case. */
  addresses: readonly string[]
  /** What means nobody else wherever it stands: e-mails, phones, web addresses, the whole name. */
  everywhere: Search
  /** Normalised e-mails and phones. */
  identifiers: readonly string[]
  /** Those, and what means the person in records that are tied to them: parts of the name, long texts. */
  nearby: Search
}

/** Records by collection. */
export type RecordIds = ReadonlyMap<string, ReadonlySet<string>>

/** What a record is tied to. */
export type Ties = {
  /** Records that go when it goes: consents, links, attachments. */
  belonging: RecordIds
  /** Records that refer to it, or that a record which belongs to it refers to. */
  near: RecordIds
}

/** What an erasure came to. */
export type ErasureReport = {
  /** Records that belonged to the person and were deleted, by collection. */
  deleted: Readonly<Record<string, number>>
  /** Files of imports, exports and mails that were removed. */
  files: number
  id: string
  /** Other records in which values were replaced, by collection. */
  redacted: Readonly<Record<string, number>>
}

/** One entry of the log of erasures; it holds no value of the person. */
export type ErasureEntry = {
  actorId: string | null
  actorType: string
  at: string
  collection: string
  id: string
  /** Keyed hashes of e-mails and phones, by which a person who comes back from elsewhere is found. */
  marks: readonly string[]
  reason: string
  recordId: string
}
