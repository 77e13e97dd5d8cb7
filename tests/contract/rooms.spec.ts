import { existsSync, readdirSync, readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

/** The rooms of a module or plugin; nothing else may stand at its top level. */
const ROOMS = [
  ...['index.ts', 'README.md', 'options.ts', 'events.ts', 'errors.ts', 'permissions.ts'],
  ...['configuration.ts', 'collections', 'fields', 'access', 'hooks', 'rules.ts', 'operations'],
  ...['subscribers', 'workflows', 'tasks', 'endpoints', 'reports', 'admin', 'translations'],
]

/** The keys of a manifest, in the order of the rooms they come from. */
const MANIFEST_KEYS = [
  ...['id', 'kernel', 'label', 'required', 'options', 'events', 'permissions', 'configuration'],
  ...['collections', 'extend', 'rules', 'jobs', 'navigation', 'setup'],
]

const MAX_DOOR_LINES = 80

const modules = ['collections', 'plugins'].flatMap((parent) =>
  existsSync(parent)
    ? readdirSync(parent, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
        .map((entry) => `${parent}/${entry.name}`)
    : [],
)

describe.each(modules)('%s', (folder) => {
  const door = existsSync(`${folder}/index.ts`) ? readFileSync(`${folder}/index.ts`, 'utf8') : ''

  it('has only the agreed rooms', () => {
    expect(readdirSync(folder).filter((room) => !ROOMS.includes(room))).toEqual([])
  })

  it('has a short manifest as its door', () => {
    expect(door).toContain('definePlugin(')
    expect(door.split('\n').length).toBeLessThanOrEqual(MAX_DOOR_LINES)
  })

  it('lists its manifest in the order of the rooms', () => {
    const keys = [...door.matchAll(/^ {2}(\w+)(?:,|:)/gm)].map(([, key]) => key)

    expect(keys).toEqual(MANIFEST_KEYS.filter((key) => keys.includes(key)))
  })

  it('has one file for each collection, named in PascalCase', () => {
    const files = existsSync(`${folder}/collections`) ? readdirSync(`${folder}/collections`) : []

    expect(files.filter((file) => !/^[A-Z][A-Za-z]*\.ts$/.test(file))).toEqual([])
  })

  it('imports the framework by its doors, never by path', () => {
    const deep = readdirSync(folder, { encoding: 'utf8', recursive: true })
      .filter((file) => /\.tsx?$/.test(file))
      .filter((file) => /from '(?:\.\.\/)+src\//.test(readFileSync(`${folder}/${file}`, 'utf8')))

    expect(deep).toEqual([])
  })
})

it('finds the built-in modules', () => {
  expect(modules).toEqual(expect.arrayContaining(['collections/crm', 'collections/platform']))
})
