import { describe, expect, it } from 'vitest'

import { teamTree } from './teamTree.ts'

const team = (id: string, parent: null | string) => ({ id, name: id, parent })
const shown = (...teams: ReturnType<typeof team>[]) =>
  teamTree(teams).map((row) => `${'-'.repeat(row.depth)}${row.team.id}`)

describe('teamTree', () => {
  it('puts teams below their parents', () => {
    expect(shown(team('b', 'a'), team('a', null), team('c', 'b'), team('d', null))).toEqual([
      'a',
      '-b',
      '--c',
      'd',
    ])
  })

  it('keeps teams whose parent is not there, and teams in a circle', () => {
    expect(shown(team('a', 'gone'), team('b', 'c'), team('c', 'b'))).toEqual(['a', 'b', 'c'])
  })
})
