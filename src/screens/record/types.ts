import type { RecordDoc } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import type { CollectionView } from '../collections/types.ts'
import type { Titles } from '../records/types.ts'

/** A part of a record's details. */
export type LayoutSection = {
  fields: readonly string[]
  /** True where the section is closed until somebody opens it. */
  isClosed: boolean
  /** `details` and `more` are named by the screen; others have a label. */
  key: string
  label: Label | null
}

/** A list of records that point to a record. */
export type RelatedSpec = {
  collection: string
  columns: readonly string[]
  /** Path of the field that points to the record. */
  field: string
}

/** What the page of a record shows, and in which order. */
export type RecordLayout = {
  /** Paths of the facts beside the title. */
  header: readonly string[]
  related: readonly RelatedSpec[]
  sections: readonly LayoutSection[]
}

/** One of the steps that a record goes through. */
export type StageStep = {
  /** Paths of the fields that people are asked for on the way there. */
  asks: readonly string[]
  id: string
  kind: null | string
  name: Label
}

/** A tag on a record. */
export type TagView = { colour: string; id: string; linkId: string; name: string }

/** What the record page shows beside its lists and its timeline. */
export type RecordView = {
  collection: CollectionView
  doc: RecordDoc
  layout: RecordLayout
  links: RecordLinks
  /** What the reader may do with this very record. */
  may: { delete: boolean; update: boolean }
  /** Where the record stands, for collections whose records go through steps. */
  stages: { field: string; steps: readonly StageStep[] } | null
  tags: readonly TagView[]
  /** IANA name of the zone whose days the reader lives by. */
  timeZone: string
  title: string
  titles: Titles
}

/** What may hang on a record, and whether the reader may add some; null where it cannot, or may not be seen. */
export type RecordLinks = {
  activities: { mayCreate: boolean } | null
  files: { mayCreate: boolean } | null
  tags: { mayCreate: boolean } | null
}

/** The first records of a list that points to a record. */
export type RelatedList = RelatedSpec & {
  docs: readonly RecordDoc[]
  label: { collection: Label; field: Label; singular: Label }
  mayCreate: boolean
  total: number
  totalIsCapped: boolean
  view: CollectionView
}
