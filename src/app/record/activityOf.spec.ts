import { describe, expect, it } from 'vitest'

import { activityOf, emptyDraft, isReady } from './activityOf.ts'

const now = new Date('2026-05-06T10:00:00Z')

describe('activityOf', () => {
  it('names a note after its first line, cut where it is long', () => {
    const made = activityOf('note', { ...emptyDraft(), body: `${'a'.repeat(300)}\nb` }, 'me', now)

    expect(made).toMatchObject({ done: true, owner: 'me', startAt: null, type: 'note' })
    expect(String(made['subject'])).toHaveLength(120)
  })

  it('takes a call without a time for one that has just been, and one ahead for one to come', () => {
    const draft = { ...emptyDraft(), subject: 'Call' }

    expect(activityOf('call', draft, 'me', now)).toMatchObject({
      done: true,
      startAt: now.toISOString(),
    })
    expect(activityOf('call', { ...draft, when: '2031-01-01T09:00' }, 'me', now)).toMatchObject({
      done: false,
    })
  })

  it('makes a task of the person who logs it, open, with the time it is due', () => {
    const made = activityOf(
      'task',
      { body: '', subject: 'Send', when: '2031-01-01T09:00' },
      'me',
      now,
    )

    expect(made).toMatchObject({ assignee: 'me', body: null, done: false, startAt: null })
    expect(made['dueAt']).toBe(new Date('2031-01-01T09:00').toISOString())
  })

  it('asks a note for its text and all others for a subject', () => {
    expect(isReady('note', { ...emptyDraft(), body: ' ' })).toBe(false)
    expect(isReady('note', { ...emptyDraft(), body: 'x' })).toBe(true)
    expect(isReady('task', { ...emptyDraft(), body: 'x' })).toBe(false)
  })
})
