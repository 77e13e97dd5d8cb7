import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { generateImportMap } from 'payload'
import type { SanitizedConfig } from 'payload'

const KEY_LINE = /^ {2}"(?<key>[^"]+)": \w+,?$/

/**
 * Every `path#export` of an admin component that a configuration names, sorted. Payload itself walks
 * the configuration, so that nothing its own screens look up is missed.
 */
export async function collectComponentPaths(config: SanitizedConfig): Promise<string[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tenon-importmap-'))
  const importMapFile = path.join(directory, 'importMap.js')

  try {
    const importMap = { ...config.admin.importMap, importMapFile }
    await generateImportMap(
      { ...config, admin: { ...config.admin, importMap } },
      { force: true, log: false },
    )

    return (await readFile(importMapFile, 'utf8'))
      .split('\n')
      .flatMap((line) => KEY_LINE.exec(line)?.groups?.['key'] ?? [])
      .toSorted()
  } finally {
    await rm(directory, { force: true, recursive: true })
  }
}
