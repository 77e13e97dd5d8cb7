/** What people log on a record's page. */
export const LOG_KINDS = ['note', 'call', 'meeting', 'task'] as const

/** One of the things that people log. */
export type LogKind = (typeof LOG_KINDS)[number]

/** What has been typed so far; `when` is local time to the minute, as the browser's own input gives it. */
export type Draft = { body: string; subject: string; when: string }

const SUBJECT_LENGTH = 120

/** A form nobody has typed into. */
export function emptyDraft(): Draft {
  return { body: '', subject: '', when: '' }
}

/** True where enough is typed to be logged. */
export function isReady(kind: LogKind, { body, subject }: Draft): boolean {
  return kind === 'note' ? body.trim() !== '' : subject.trim() !== ''
}

/** The activity that a draft stands for, of the person who logs it; a note is named after its first line. */
export function activityOf(
  kind: LogKind,
  draft: Draft,
  userId: string,
  now: Date = new Date(),
): Record<string, unknown> {
  const { body, subject, when } = draft
  const [firstLine = ''] = body.trim().split('\n')
  const time = when === '' ? null : new Date(when).toISOString()
  const isTalk = kind === 'call' || kind === 'meeting'
  const start = isTalk ? (time ?? now.toISOString()) : null

  return {
    assignee: kind === 'task' ? userId : null,
    body: body.trim() === '' ? null : body.trim(),
    // What lies ahead is yet to be done; a talk that has been is done.
    done: kind === 'note' || (start !== null && new Date(start).getTime() <= now.getTime()),
    dueAt: kind === 'task' ? time : null,
    owner: userId,
    startAt: start,
    subject:
      subject.trim() === ''
        ? firstLine.length > SUBJECT_LENGTH
          ? `${firstLine.slice(0, SUBJECT_LENGTH - 1)}…`
          : firstLine
        : subject.trim(),
    type: kind,
  }
}
