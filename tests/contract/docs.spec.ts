import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { settings } from '../../src/kernel/config/settings.ts'

type Manifest = Record<string, unknown> & {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  exports: Record<string, string>
  optionalDependencies: Record<string, string>
  scripts: Record<string, string>
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const pages = globSync('{*.md,docs/**/*.md,{src,collections,plugins}/**/README.md}').filter(
  (file) => !file.includes('node_modules'),
)
const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)\s]*)?\)/g
const MACHINE = /\/(?:work|root|home\/\w+|tmp)\/|https?:\/\/(?:registry\.|localhost:4)/

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8')

  it('links to files that exist', () => {
    const broken = [...text.matchAll(LINK)]
      .map((match) => join(dirname(page), match[1] ?? ''))
      .filter((file) => !existsSync(file))

    expect(broken).toEqual([])
  })

  it('names no folder of a machine', () => {
    expect(text).not.toMatch(MACHINE)
  })
})

describe('docs/environment.md', () => {
  const named = new Set(
    readFileSync('docs/environment.md', 'utf8').match(/\b(?:DATABASE_URL|PORT|TENON_[A-Z_]+)\b/g),
  )

  it('names every variable that the server reads, and no other', () => {
    const known = [...Object.keys(settings), 'TENON_SAMPLE_DATA'].toSorted()

    expect([...named].toSorted()).toEqual(known)
  })
})

describe('docs/commands.md', () => {
  const text = readFileSync('docs/commands.md', 'utf8')

  it.each(Object.keys(manifest.scripts))('names the script %s', (script) => {
    expect(text).toMatch(new RegExp(`npm (?:run )?${script}\\b`))
  })

  it('names no script that does not exist', () => {
    const unknown = [...text.matchAll(/npm run ([\w:-]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((script) => !(script in manifest.scripts))

    expect(unknown).toEqual([])
  })
})

describe('package.json', () => {
  it('pins every version', () => {
    const loose = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies]
      .flatMap((group) => Object.entries(group))
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))

    expect(loose).toEqual([])
  })

  it('opens only doors that exist', () => {
    const closed = Object.values(manifest.exports).filter((file) => !existsSync(file))

    expect(closed).toEqual([])
  })
})

describe('package-lock.json', () => {
  it('names no registry', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved": "http/)
  })
})
