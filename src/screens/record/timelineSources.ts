import type { RecordQuery } from '../../collection/index.ts'
import { compileHistory, modelOf, recordErrors } from '../../collection/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import type { CollectionView } from '../collections/types.ts'
import type { ScreenReader } from '../types.ts'
import { ACTIVITY_TARGETS, ATTACHMENTS, linksOf, targets } from './links.ts'
import { stageOf } from './stageOf.ts'

/** What a timeline can be kept to. */
export const TIMELINE_KINDS = [
  'all',
  'activities',
  'tasks',
  'notes',
  'files',
  'stages',
  'changes',
] as const

/** One of the things that a timeline can be kept to. */
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

/** What each source of a timeline goes on behind. */
export type Places = { activities?: string; changes?: string; files?: string }

/** The reads behind a page of a timeline; a source that is not asked, or not there for the reader, has none. */
export type TimelineSources = {
  activities: RecordQuery | undefined
  changes: ReturnType<typeof compileHistory> | undefined
  files: RecordQuery | undefined
  /** What this reader can keep the timeline to. */
  kinds: TimelineKind[]
  stageField: string | undefined
}

type Asked = { id: string; kind: TimelineKind; limit: number; places: Places }

/** Types of activity by what the timeline is kept to. */
const TYPES: Readonly<Partial<Record<TimelineKind, object>>> = {
  activities: { not_in: ['note', 'task'] },
  notes: { equals: 'note' },
  tasks: { equals: 'task' },
}

/** Compiles the reads of a page of a record's timeline, within the rights of the reader. */
export function timelineSources(
  view: CollectionView,
  reader: ScreenReader,
  asked: Asked,
): TimelineSources {
  const links = linksOf(view, reader)
  const model = modelOf(view.slug)
  const stageField = stageOf(model)?.field
  const kinds: TimelineKind[] = [
    'all',
    ...(links.activities === null ? [] : (['activities', 'tasks', 'notes'] as const)),
    ...(links.files === null ? [] : (['files'] as const)),
    ...(stageField === undefined || !model.tracked ? [] : (['stages'] as const)),
    ...(model.tracked ? (['changes'] as const) : []),
  ]
  const kind = kinds.includes(asked.kind) ? asked.kind : 'all'
  const has = (...some: TimelineKind[]) => kind === 'all' || some.includes(kind)

  return {
    activities:
      links.activities !== null && has('activities', 'notes', 'tasks')
        ? activitiesQuery(view.slug, kind, asked)
        : undefined,
    changes:
      model.tracked && has('changes', 'stages')
        ? changesQuery(view.slug, kind === 'stages' ? stageField : undefined, asked)
        : undefined,
    files: links.files !== null && has('files') ? filesQuery(view.slug, asked) : undefined,
    kinds,
    stageField,
  }
}

function activitiesQuery(slug: string, kind: TimelineKind, asked: Asked): RecordQuery {
  const { id, limit, places } = asked
  const type = TYPES[kind]

  return {
    after: places.activities,
    collection: ACTIVITY_TARGETS,
    cursors: true,
    limit,
    sort: '-at',
    where: {
      and: [
        targets(slug, id),
        { 'activity.deletedAt': { exists: false } },
        ...(type === undefined ? [] : [{ 'activity.type': type }]),
      ],
    },
  }
}

function changesQuery(slug: string, field: string | undefined, { id, limit, places }: Asked) {
  return compileHistory({
    ...(places.changes === undefined ? {} : { after: places.changes }),
    collection: slug,
    ...(field === undefined ? {} : { field }),
    id,
    limit,
  })
}

function filesQuery(slug: string, { id, limit, places }: Asked): RecordQuery {
  return {
    after: places.files,
    collection: ATTACHMENTS,
    cursors: true,
    limit,
    sort: '-createdAt',
    where: { and: [targets(slug, id), { deletedAt: { exists: false } }] },
  }
}

/** What a page handed out as `next` says; throws `RECORD_CURSOR_INVALID` for what is none. */
export function readPlaces(next: string | undefined): Places {
  if (next === undefined) {
    return {}
  }
  try {
    const { activities, changes, files } = JSON.parse(
      Buffer.from(next, 'base64url').toString('utf8'),
    ) as Record<string, unknown>
    if (changes === undefined || isId(changes)) {
      return {
        ...(typeof activities === 'string' ? { activities } : {}),
        ...(changes === undefined ? {} : { changes }),
        ...(typeof files === 'string' ? { files } : {}),
      }
    }
  } catch {
    // Falls through: what cannot be read is refused like what fits nowhere.
  }
  throw recordErrors.CURSOR_INVALID({})
}

/** The text that a page hands out as `next`. */
export function writePlaces(places: Places): string {
  return Buffer.from(JSON.stringify(places)).toString('base64url')
}
