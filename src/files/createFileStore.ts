import { requireTenantScope } from '../kernel/scope/index.ts'
import { checkedKey } from './fileKeys.ts'
import { createFileLinks } from './fileLinks.ts'
import type { FileDriver, FileStore } from './types.ts'

const DAY_MS = 86_400_000

/**
 * The file store over a driver, for files of `maxBytes` at most; each call takes its tenant from the scope
 * of the running code.
 */
export function createFileStore(options: {
  driver: FileDriver
  maxBytes: number
  secret: string
}): FileStore {
  const { driver, maxBytes } = options
  const links = createFileLinks(options.secret)
  const tenant = () => requireTenantScope().tenantId.toLowerCase()

  return {
    get: async (key, range) => driver.get(tenant(), checkedKey(key), range),
    list: () => driver.list(tenant()),
    maxBytes,
    put: async (key, source) => driver.put(tenant(), checkedKey(key), source, { maxBytes }),
    remove: async (key) => driver.remove(tenant(), checkedKey(key)),
    removeAll: async () => driver.removeAll(tenant()),
    sign: (target, seconds) => {
      checkedKey(target.key)

      return links.sign(tenant(), target, seconds)
    },
    tidy: async () => driver.tidy(tenant(), new Date(Date.now() - DAY_MS)),
    verifySigned: (token) => links.verify(tenant(), token),
  }
}
