import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import type { RoleName, RoleUrls } from './types.ts'
import { writePrivateFile } from './writePrivateFile.ts'

/** The password of a login role: always the same for one installation secret and role. */
export function derivePassword(secret: string, role: string): string {
  const key = hkdfSync('sha256', secret, 'tenon', `postgres role ${role}`, 32)

  return Buffer.from(key).toString('base64url')
}

/** The secret of this installation: `TENON_SECRET`, else the one in the data directory, made once. */
export function installationSecret(dataDir: string): string {
  const given = process.env['TENON_SECRET']
  if (given !== undefined && given !== '') {
    return given
  }

  return privateSecret(dataDir, 'secret')
}

/** A random value kept in a 0600 file of the data directory, made on first use. */
export function privateSecret(dataDir: string, name: string): string {
  const file = path.join(dataDir, name)
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim()
    if (kept !== '') {
      return kept
    }
  }
  const made = randomBytes(32).toString('base64url')
  writePrivateFile(file, `${made}\n`)

  return made
}

/** The connection strings of all login roles of a database on 127.0.0.1. */
export function roleUrls(args: { database: string; port: number; secret: string }): RoleUrls {
  const url = (role: RoleName): string => {
    const name = `tenon_${role}`

    return `postgres://${name}:${derivePassword(args.secret, name)}@127.0.0.1:${args.port}/${args.database}`
  }

  return {
    app: url('app'),
    owner: url('owner'),
    relay: url('relay'),
    system: url('system'),
    worker: url('worker'),
  }
}
