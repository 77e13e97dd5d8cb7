import { readConfig } from '../../src/kernel/config/index.ts'
import type { Config } from '../../src/kernel/config/index.ts'
import type { Arena } from '../arena/types.ts'

/** The configuration of a server on the arena: a free port, no demo, a quiet log. */
export function benchConfig(arena: Arena): Config {
  const env = {
    TENON_DATA_DIR: arena.dataDir,
    TENON_DEMO: '0',
    TENON_LOG_LEVEL: 'warn',
    // Far above what is measured: the limits are looked up as they always are.
    TENON_RATE_KEY: '1000000',
    TENON_RATE_TENANT: '1000000',
  }

  return { ...readConfig(env, { cwd: arena.dataDir }), port: 0 }
}
