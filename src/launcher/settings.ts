import { chownSync } from 'node:fs'
import path from 'node:path'

import type { ClusterPlace } from './types.ts'
import { writePrivateFile } from './writePrivateFile.ts'

const SETTINGS: Readonly<Record<string, string>> = {
  // Bounds the recovery after a kill -9.
  checkpoint_timeout: '5min',
  jit: 'off',
  lc_messages: 'C',
  listen_addresses: '127.0.0.1',
  // Values never reach the log: a signed tenant context is one of them.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_timezone: 'UTC',
  logging_collector: 'off',
  max_connections: '200',
  max_locks_per_transaction: '256',
  max_wal_size: '1GB',
  password_encryption: 'scram-sha-256',
  random_page_cost: '1.1',
  shared_buffers: '256MB',
  synchronous_commit: 'on',
  timezone: 'UTC',
  unix_socket_permissions: '0700',
}

/** Writes our part of the configuration; `ALTER SYSTEM` still stands above it. */
export function writeSettings(
  place: ClusterPlace,
  port: number,
  replaced: Readonly<Record<string, string>> = {},
): void {
  const all = {
    ...SETTINGS,
    ...replaced,
    port: String(port),
    unix_socket_directories: place.socketDir,
  }
  const lines = Object.entries(all).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
  )
  const file = path.join(place.pgData, 'tenon.conf')
  writePrivateFile(file, `# Written at every start.\n${lines.join('\n')}\n`)
  if (place.runAs.kind === 'user') {
    chownSync(file, place.runAs.uid, place.runAs.gid)
  }
}
