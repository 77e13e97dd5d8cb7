import type { Readable } from 'node:stream'

/** Part of a file: positions of the first and the last byte, both counted from 0 and included. */
export type ByteRange = { end: number; start: number }

/** A file of a tenant as the store lists it. */
export type FileEntry = {
  key: string
  modifiedAt: Date
  /** In bytes. */
  size: number
}

/** What a file turned out to be once all of it was stored. */
export type FileFacts = {
  /** In hexadecimal. */
  sha256: string
  /** In bytes. */
  size: number
}

/** An opened file: the stream gives the whole of it or the part asked for, and must be read or destroyed. */
export type OpenedFile = {
  /** Of the whole file, in bytes. */
  size: number
  stream: Readable
}

/**
 * Where bytes are kept. A driver gets ids of tenants and keys that the store has checked, never a name
 * from outside, and throws coded errors of `FILES` alone.
 */
export type FileDriver = {
  /** Opens a file or a part of it; throws `FILES_NOT_FOUND` or `FILES_RANGE_INVALID`. */
  get: (tenantId: string, key: string, range?: ByteRange) => Promise<OpenedFile>
  /** Every whole file of a tenant, in no order, without holding the list in memory. */
  list: (tenantId: string) => AsyncIterable<FileEntry>
  /** Stores all of `source` or nothing; a key that is taken is replaced in one moment. */
  put: (
    tenantId: string,
    key: string,
    source: AsyncIterable<Uint8Array>,
    options: { maxBytes: number },
  ) => Promise<FileFacts>
  /** Removes a file; does nothing where there is none. */
  remove: (tenantId: string, key: string) => Promise<void>
  /** Removes everything of a tenant. */
  removeAll: (tenantId: string) => Promise<void>
  /** Removes what broken uploads have left since before `before`; gives how many. */
  tidy: (tenantId: string, before: Date) => Promise<number>
}

/** How a browser shall treat a file: show it or save it. */
export type Disposition = 'attachment' | 'inline'

/** What a signed link stands for. */
export type LinkTarget = {
  disposition: Disposition
  key: string
  /** Who took the link: a user's id. What they may read is asked again when it is followed. */
  userId: string
}

/** The files of the running tenant; every call throws `SCOPE_MISSING` outside of one. */
export type FileStore = {
  /** Opens a file or a part of it; throws `FILES_NOT_FOUND` or `FILES_RANGE_INVALID`. */
  get: (key: string, range?: ByteRange) => Promise<OpenedFile>
  /** Every file of the tenant, in no order. */
  list: () => AsyncIterable<FileEntry>
  /** The most that a file may hold, in bytes. */
  maxBytes: number
  /** Stores all of `source` under a key of `newFileKey`, or throws and stores nothing: `FILES_TOO_LARGE` beyond `maxBytes`. */
  put: (key: string, source: AsyncIterable<Uint8Array>) => Promise<FileFacts>
  /** Removes a file; does nothing where there is none. */
  remove: (key: string) => Promise<void>
  /** Removes every file of the tenant. */
  removeAll: () => Promise<void>
  /** A token for a link that works for `seconds`, at most an hour, on this tenant's host alone. */
  sign: (target: LinkTarget, seconds: number) => { expiresAt: Date; token: string }
  /** Removes what broken uploads have left for more than a day; gives how many. */
  tidy: () => Promise<number>
  /** What a token stands for; throws `FILES_LINK_INVALID` when forged, foreign or expired. */
  verifySigned: (token: string) => LinkTarget
}
