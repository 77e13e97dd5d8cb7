import type { Request } from 'express'

import type { ChangeHint, ChangeOp } from '../../events/index.ts'
import type { Principal } from '../../identity/index.ts'
import type { RequestTenant } from '../requestContext.ts'

/** What a reader is told about a record: that it has changed, and never what it holds. */
export type Hint = { collection: string; id: string; op: ChangeOp }

/** Who reads a stream, as proved a moment ago. */
export type StreamReader = { principal: Principal; tenant: RequestTenant }

/** Proves anew who reads a stream; null for nobody any more. */
export type ProveReader = (request: Request) => Promise<null | StreamReader>

/** What a stream is told: where it begins, hints, or to read everything anew. */
export type StreamEvent =
  { hints: readonly Hint[]; kind: 'changes' } | { kind: 'hello' } | { kind: 'reload' }

/** Changes of one moment, numbered within the feed of a tenant. */
export type ChangeBatch = {
  at: number
  changes: readonly ChangeHint[]
  /** True where changes are missing from it. */
  isCut: boolean
  sequence: number
}
