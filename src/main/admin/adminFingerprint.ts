import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

import { findModuleFile } from './resolveComponents.ts'

const RELATIVE_IMPORT = /(?:from|import)\s*\(?\s*['"](?<specifier>\.{1,2}\/[^'"]+)['"]/g

/** Every file reached from the given ones through relative imports, themselves included, sorted. */
export function relativeClosure(entries: readonly string[]): string[] {
  const seen = new Set<string>()
  const queue = [...entries]

  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) {
      continue
    }
    seen.add(file)
    const directory = path.dirname(file)
    for (const match of readFileSync(file, 'utf8').matchAll(RELATIVE_IMPORT)) {
      const found = findModuleFile(path.join(directory, match.groups?.['specifier'] ?? ''))
      if (found !== undefined) {
        queue.push(found)
      }
    }
  }

  return [...seen].toSorted()
}

/** A short hash over texts and the contents of files: equal means that the same admin would be built. */
export function adminFingerprint(args: {
  files: readonly string[]
  texts: readonly string[]
}): string {
  const hash = createHash('sha256')

  for (const text of args.texts) {
    hash.update(text).update('\0')
  }
  for (const file of args.files) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }

  return hash.digest('hex').slice(0, 16)
}
