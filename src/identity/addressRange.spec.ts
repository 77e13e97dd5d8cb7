import { expect, it } from 'vitest'

import { addressRange } from './addressRange.ts'

it.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['', 'unknown'],
  ['nonsense', 'unknown'],
])('counts %s under %s', (ip, range) => {
  expect(addressRange(ip)).toBe(range)
})
