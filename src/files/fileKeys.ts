import { newId } from '../kernel/ids/index.ts'
import { filesErrors } from './errors.ts'

const KEY = /^[a-z]{1,24}\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A new key among the files of a kind (small letters, such as `attachments`); nobody outside chooses any part of it. */
export function newFileKey(kind: string): string {
  return checkedKey(`${kind}/${newId()}`)
}

/** The key of another kind of file that belongs to the one under `key`, such as its thumbnail. */
export function siblingKey(key: string, kind: string): string {
  return checkedKey(`${kind}/${key.slice(key.indexOf('/') + 1)}`)
}

/** True for a text that has the form of a key. */
export function isFileKey(value: unknown): value is string {
  return typeof value === 'string' && KEY.test(value)
}

/** The same key; throws `FILES_KEY_INVALID` on anything that the store has not made. */
export function checkedKey(key: string): string {
  if (!isFileKey(key)) {
    throw filesErrors.KEY_INVALID({})
  }

  return key
}
