import { notFound } from 'next/navigation.js'
import type { AdminViewServerProps } from 'payload'

import type {
  recordScreen,
  relatedScreen,
  TimelineKind,
  timelineScreen,
} from '../../screens/index.ts'
import { loadScreen } from '../ui/screen.ts'
import { slotNodes } from '../ui/Slot.tsx'
import { RecordPage } from './RecordPage.client.tsx'

const ROWS = 25

type Refusal = { code?: unknown }

/** Refusals that tell nothing more than a page that does not exist. */
const MISSING = new Set(['RECORD_COLLECTION_UNKNOWN', 'RECORD_FORBIDDEN', 'RECORD_NOT_FOUND'])

/** The page of a record, for every collection that is no configuration. */
export async function RecordPageView(props: AdminViewServerProps) {
  const { i18n, initPageResult, params, payload, searchParams } = props
  const collection = initPageResult.collectionConfig?.slug ?? ''
  const id = textOf(params?.['recordId']).toLowerCase()
  const asked = { collection, id, language: i18n.language }
  const kind = kindOf(searchParams?.['show'])
  const [record, related, timeline, tabs] = await foundOr404(
    Promise.all([
      loadScreen<typeof recordScreen>('record', asked),
      loadScreen<typeof relatedScreen>('record-related', asked),
      loadScreen<typeof timelineScreen>('record-timeline', { ...asked, kind, limit: ROWS }),
      slotNodes({ collection, name: 'recordTab', payload, props: { collection, id } }),
    ]),
  )
  const tab = textOf(searchParams?.['tab'])

  return (
    <RecordPage
      key={id}
      kind={kind}
      record={record}
      related={related}
      tab={tab === 'files' || tabs.some((one) => one.id === tab) ? tab : 'timeline'}
      tabs={tabs}
      timeline={timeline}
    />
  )
}

/** What was asked for, or the page that says that there is nothing here. */
async function foundOr404<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (MISSING.has(String((error as Refusal).code))) {
      notFound()
    }
    throw error
  }
}

function textOf(asked: unknown): string {
  return typeof asked === 'string' ? asked : ''
}

const KINDS: readonly TimelineKind[] = [
  'activities',
  'changes',
  'files',
  'notes',
  'stages',
  'tasks',
]

function kindOf(asked: unknown): TimelineKind {
  return KINDS.find((one) => one === asked) ?? 'all'
}
