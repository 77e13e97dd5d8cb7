/** One change of one record, as the writer knows it; who, when and why come from the scope. */
export type RecordChange = {
  /** The whole record after the change, or null when it is gone. */
  after: Readonly<Record<string, unknown>> | null
  /** The whole record before the change, or null when it is new. */
  before: Readonly<Record<string, unknown>> | null
  /** Slug of the record's collection. */
  collection: string
  op: ChangeOp
  recordId: string
  /** The record's version after the change. */
  recordVersion: number
  /** `module.noun.participle`, for example `crm.deal.updated`. */
  type: string
  /** Version of the event's shape; 1 when left out. */
  version?: number
}

/** What happened to a record. */
export type ChangeOp = 'create' | 'delete' | 'restore' | 'trash' | 'update'
