import { describe, expect, it } from 'vitest'

import { stepAt } from './stepAt.ts'
import type { ImportFacts } from './types.ts'

const planned = { import: { runId: null } as ImportFacts }
const started = { import: { runId: 'x' } as ImportFacts }

describe('stepAt', () => {
  it('asks for a file where there is none', () => {
    expect(stepAt({ import: null }, 'check')).toBe('file')
  })

  it('shows the step asked for, or the mapping', () => {
    expect(stepAt(planned, 'check')).toBe('check')
    expect(stepAt(planned, undefined)).toBe('map')
    expect(stepAt(planned, 'file')).toBe('map')
    expect(stepAt(planned, 'anything')).toBe('map')
  })

  it('shows what became of an import once it was started', () => {
    expect(stepAt(started, 'map')).toBe('run')
  })
})
