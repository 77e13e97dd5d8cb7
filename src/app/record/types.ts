import type { ReactNode } from 'react'

import type {
  recordScreen,
  RecordView,
  relatedScreen,
  ScreenData,
  timelineScreen,
} from '../../screens/index.ts'
import type { FieldContext } from '../ui/fieldText.ts'

/** A tab that a plugin has put on the page. */
export type PluginTab = { id: string; label: Readonly<Record<string, string>>; node: ReactNode }

/** The lists that point to a record, as their screen gives them. */
export type RelatedData = ScreenData<typeof relatedScreen>

/** A page of a record's timeline, as its screen gives it. */
export type TimelineData = ScreenData<typeof timelineScreen>

/** A record as its page holds it. */
export type RecordData = ScreenData<typeof recordScreen>

/** A record in JSON. */
export type Doc = RecordView['doc']

/** What the parts of the page share. */
export type RecordState = {
  /** How a value of the record is written. */
  contextOf: (field: { path: string }, doc?: Doc) => FieldContext
  data: RecordData
  /** True where the record may be changed by its reader and is not in the trash. */
  isOpen: boolean
  /** Takes up what somebody else has made of the record, if anything. */
  refresh: () => void
  /** Reads the page anew, with its timeline and lists. */
  reload: () => void
  /** Counts up whenever something happened that timeline and lists may show. */
  round: number
  /** Lets timeline and lists be read anew. */
  touch: () => void
  save: (values: Readonly<Record<string, unknown>>, base?: Doc) => Promise<SaveResult>
}

/** What became of a save: the record as it now stands, or what somebody else made of it meanwhile. */
export type SaveResult =
  | { doc: Doc; kind: 'saved'; merged: boolean }
  | { fresh: RecordData; kind: 'conflict'; who: string | null }
