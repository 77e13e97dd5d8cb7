import { globSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import { describe, expect, it } from 'vitest'

const PLACE = /\{\w+\}/g

const english = globSync('{src,collections,plugins,translations}/**/en.ts', {
  exclude: (file) => file.includes('node_modules'),
}).filter((file) => /(?:^|\/)translations\/en\.ts$/.test(file))

function flatten(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') {
    return [[path, node]]
  }

  return Object.entries(node as object).flatMap(([name, child]) =>
    flatten(child, path === '' ? name : `${path}.${name}`),
  )
}

async function textsOf(file: string): Promise<Map<string, string>> {
  const module = (await import(resolve(file))) as Record<string, unknown>

  return new Map(Object.values(module).flatMap((tree) => flatten(tree)))
}

function placesOf(text: string): string[] {
  return [...new Set(text.match(PLACE))].toSorted()
}

describe.each(english)('%s', (file) => {
  it('has its German twin with the same texts and the same places for values', async () => {
    const en = await textsOf(file)
    const de = await textsOf(`${dirname(file)}/de.ts`)

    expect([...de.keys()].toSorted()).toEqual([...en.keys()].toSorted())
    for (const [path, text] of en) {
      expect([path, placesOf(de.get(path) ?? '')]).toEqual([path, placesOf(text)])
    }
  })

  it('leaves no text empty', async () => {
    const texts = [...(await textsOf(file)), ...(await textsOf(`${dirname(file)}/de.ts`))]

    expect(texts.filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

it('finds the translations of at least one module', () => {
  expect(english.length).toBeGreaterThan(0)
})
