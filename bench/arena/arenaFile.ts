import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Arena } from './types.ts'

/** Leaves the arena for the processes of the bench, which are told its directory. */
export function writeArena(arena: Arena): void {
  writeFileSync(arenaFile(arena.dataDir), JSON.stringify(arena), { mode: 0o600 })
}

/** The arena that a parent has left in a directory. */
export function readArena(dataDir: string): Arena {
  return JSON.parse(readFileSync(arenaFile(dataDir), 'utf8')) as Arena
}

function arenaFile(dataDir: string): string {
  return path.join(dataDir, 'arena.json')
}
