import { expect, it } from 'vitest'

import { localPath } from './localPath.ts'

it.each(['/', '/admin', '/admin/deals?where=%7B%7D#top'])('keeps %s', (path) => {
  expect(localPath(path)).toBe(path)
})

it.each([
  '',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\n/x',
  '/ x',
])('turns %j into the start page', (path) => {
  expect(localPath(path)).toBe('/')
})
