import { createHmac, randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

import { tenancyErrors } from './errors.ts'

/** One HMAC key of the signed context; its id stands in every token. */
export type ContextKey = { id: string; secret: Buffer }

/** The live keys: the first signs, all of them verify. */
export type ContextKeys = readonly [ContextKey, ...ContextKey[]]

/** Where an installation keeps its keys: the environment wins over the file. */
export type ContextKeySource = { dataDir: string; env?: string | undefined }

const BLOCK = 64
const KEY_TEXT = /^([a-z0-9]{1,16}):([A-Za-z0-9_-]{43,})$/

/** A fresh random key. */
export function newContextKey(): ContextKey {
  return { id: randomBytes(4).toString('hex'), secret: randomBytes(32) }
}

/** The two padded halves of a key, as the verifier in the database keeps them. */
export function keyPads(key: ContextKey): { inner: Buffer; outer: Buffer } {
  const block = Buffer.alloc(BLOCK)
  key.secret.copy(block)

  return {
    inner: block.map((byte) => byte ^ 0x36) as Buffer,
    outer: block.map((byte) => byte ^ 0x5c) as Buffer,
  }
}

/** The HMAC of a payload under a key, in hexadecimal. */
export function keyMac(key: ContextKey, payload: string): string {
  return createHmac('sha256', key.secret).update(payload).digest('hex')
}

/** Reads keys written as `id:base64url`, separated by commas; `source` names them in the error. */
export function parseContextKeys(text: string, source: string): ContextKeys {
  const keys = text.split(',').map((part): ContextKey => {
    const [, id, secret] = KEY_TEXT.exec(part.trim()) ?? []
    const bytes = Buffer.from(secret ?? '', 'base64url')
    // A key longer than a block is hashed first by HMAC, which the stored pads do not do.
    if (id === undefined || bytes.length < 32 || bytes.length > BLOCK) {
      throw tenancyErrors.KEYS_INVALID({ source })
    }

    return { id, secret: bytes }
  })
  const [first, ...rest] = keys
  if (first === undefined || rest.length > 1 || rest.some((key) => key.id === first.id)) {
    throw tenancyErrors.KEYS_INVALID({ source })
  }

  return [first, ...rest]
}

/** Writes keys as `parseContextKeys` reads them. */
export function formatContextKeys(keys: ContextKeys): string {
  return keys.map((key) => `${key.id}:${key.secret.toString('base64url')}`).join(',')
}

/** The file of an installation's keys. */
export function contextKeysPath(dataDir: string): string {
  return join(dataDir, 'context-keys.json')
}

/** The live keys of an installation; makes the file with a fresh key if neither it nor the environment has one. */
export function loadContextKeys({ dataDir, env }: ContextKeySource): ContextKeys {
  if (env !== undefined && env !== '') {
    return parseContextKeys(env, 'TENON_CONTEXT_KEYS')
  }
  const path = contextKeysPath(dataDir)
  if (!existsSync(path)) {
    saveContextKeys(dataDir, [newContextKey()])
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    throw tenancyErrors.KEYS_UNSAFE({ path })
  }

  return parseContextKeys(readKeysText(path), path)
}

/** Writes the keys file at once and readable by its owner alone. */
export function saveContextKeys(dataDir: string, keys: ContextKeys): void {
  const path = contextKeysPath(dataDir)
  const draft = `${path}.${process.pid}.new`
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(draft, `${JSON.stringify({ keys: formatContextKeys(keys) })}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, path)
}

function readKeysText(path: string): string {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (
      typeof parsed === 'object' &&
      parsed !== null &&
      'keys' in parsed &&
      typeof parsed.keys === 'string'
    ) {
      return parsed.keys
    }
  } catch (error) {
    throw tenancyErrors.KEYS_INVALID({ source: path }, error)
  }
  throw tenancyErrors.KEYS_INVALID({ source: path })
}
