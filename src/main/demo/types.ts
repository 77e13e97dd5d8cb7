import type { Change } from '../../collection/types.ts'
import type { DemoNames } from './names/types.ts'
import type { Random } from './random.ts'

/** Changes to one collection, to be written in order. */
export type DemoBatch = {
  changes: Change[]
  collection: string
  /** Bytes that the records speak of. */
  files?: readonly DemoFile[]
}

/** Bytes to be stored under a key. */
export type DemoFile = { content: string; key: string }

/** What the generator must know of the tenant it writes for. */
export type DemoPlace = {
  /** The user who administers the tenant; one of the owners. */
  adminId: string
  currency: string
  /** Users who own records; at least one. */
  ownerIds: readonly string[]
  /** Ids of stages by key. */
  stageIds: ReadonlyMap<string, string>
}

/** What the parts of the generator share. */
export type DemoContext = DemoPlace & { names: DemoNames; random: Random }

/** A new record with its id. */
export type DemoRecord = { data: Record<string, unknown>; id: string }
