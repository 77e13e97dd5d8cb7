import { readConfig } from '../../src/kernel/config/index.ts'
import type { Config } from '../../src/kernel/config/index.ts'
import type { Arena } from '../arena/types.ts'

/** The configuration of a server on the arena: a free port, no demo, a quiet log. */
export function benchConfig(arena: Arena): Config {
  const env = { TENON_DATA_DIR: arena.dataDir, TENON_DEMO: '0', TENON_LOG_LEVEL: 'warn' }

  return { ...readConfig(env, { cwd: arena.dataDir }), port: 0 }
}
