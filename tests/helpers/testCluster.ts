import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { RoleUrls } from '../../src/launcher/index.ts'
import { derivePassword, roleUrls } from '../../src/launcher/index.ts'
import { LOGIN_ROLES } from '../../src/tenancy/index.ts'

/** The PostgreSQL that the tests run on. */
export type TestCluster = {
  /** A folder without migrations: test databases get their tables from the wanted model alone. */
  emptyStreamFolder: string
  passwords: Record<string, string>
  superUrl: string
  urls: (database: string) => RoleUrls
}

let known: TestCluster | undefined

/** The cluster of this test run, as the global setup left it in the environment. */
export function testCluster(): TestCluster {
  return (known ??= readCluster())
}

function readCluster(): TestCluster {
  const superUrl = process.env['TENON_TEST_SUPER_URL'] ?? ''
  const secret = process.env['TENON_TEST_SECRET'] ?? 'the secret of tests'
  const port = Number(new URL(superUrl).port)

  return {
    emptyStreamFolder: mkdtempSync(path.join(os.tmpdir(), 'tenon-stream-')),
    passwords: Object.fromEntries(
      [...LOGIN_ROLES, 'tenon_owner'].map((role) => [role, derivePassword(secret, role)]),
    ),
    superUrl,
    urls: (database) => roleUrls({ database, port, secret }),
  }
}
