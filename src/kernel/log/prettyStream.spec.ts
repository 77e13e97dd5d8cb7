import { describe, expect, it } from 'vitest'

import { prettyLine } from './prettyStream.ts'

describe('prettyLine', () => {
  it('shows time, level, message and fields', () => {
    const line = JSON.stringify({
      level: 40,
      msg: 'slow',
      ms: 12,
      tenant: 't1',
      time: '2026-01-02T03:04:05.678Z',
    })

    expect(prettyLine(line)).toBe('03:04:05 WARN  slow ms=12 tenant=t1')
  })

  it('shows the stack of an error below', () => {
    const line = JSON.stringify({ err: { stack: 'Error: no\n  at x' }, level: 50, msg: 'failed' })

    expect(prettyLine(line)).toBe(' ERROR failed\nError: no\n  at x')
  })

  it('passes on what is not JSON', () => {
    expect(prettyLine('hello')).toBe('hello')
  })
})
