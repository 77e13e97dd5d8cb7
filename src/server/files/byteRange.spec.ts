import { describe, expect, it } from 'vitest'

import { byteRange } from './byteRange.ts'

describe('byteRange', () => {
  it.each([
    ['bytes=0-3', { end: 3, start: 0 }],
    ['bytes=5-', { end: 9, start: 5 }],
    ['bytes=-2', { end: 9, start: 8 }],
    ['bytes=-50', { end: 9, start: 0 }],
    ['bytes=2-99', { end: 9, start: 2 }],
    [undefined, undefined],
    ['bytes=-', undefined],
    ['bytes=0-1,3-4', undefined],
    ['items=0-1', undefined],
    ['bytes=a-b', undefined],
  ])('reads %j', (header, range) => {
    expect(byteRange(header, 10)).toEqual(range)
  })

  it.each(['bytes=10-', 'bytes=5-4', 'bytes=-0', 'bytes=99-100'])('refuses %j', (header) => {
    expect(() => byteRange(header, 10)).toThrow(
      expect.objectContaining({ code: 'FILES_RANGE_INVALID' }),
    )
  })
})
