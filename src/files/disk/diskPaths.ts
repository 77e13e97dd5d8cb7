import path from 'node:path'

import { isId } from '../../kernel/ids/index.ts'
import { filesErrors } from '../errors.ts'
import { checkedKey } from '../fileKeys.ts'

/** Begins with a dot, so that no kind of file can have its name. */
const PARTS = '.parts'

/** The folder that holds everything of one tenant. */
export function tenantFolder(root: string, tenantId: string): string {
  if (!isId(tenantId)) {
    throw filesErrors.KEY_INVALID({})
  }

  return path.join(root, tenantId.toLowerCase())
}

/** The folder where uploads of a tenant grow until they are whole. */
export function partsFolder(root: string, tenantId: string): string {
  return path.join(tenantFolder(root, tenantId), PARTS)
}

/** Where a file lies. The end of its id, which is random, spreads the files of a kind over 256 folders. */
export function filePath(root: string, tenantId: string, key: string): string {
  const [kind = '', id = ''] = checkedKey(key).split('/')

  return path.join(tenantFolder(root, tenantId), kind, id.slice(-2), id)
}
