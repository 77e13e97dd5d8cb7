import { describe, expect, it } from 'vitest'

import { filesErrors } from '../errors.ts'
import { fromDisk } from './diskErrors.ts'

const failure = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))

describe('failures of the disk', () => {
  it.each(['EDQUOT', 'EFBIG', 'ENOSPC'])('are told as a full storage: %s', async (code) => {
    await expect(fromDisk(failure(code))).rejects.toMatchObject({
      code: 'FILES_STORAGE_FULL',
      status: 507,
    })
  })

  // The last three would else be taken for a lost database.
  it.each(['EACCES', 'EIO', 'EROFS', 'ENOENT', 'ECONNRESET', 'EPIPE'])(
    'are told as files out of reach: %s',
    async (code) => {
      await expect(fromDisk(failure(code))).rejects.toMatchObject({
        code: 'FILES_UNAVAILABLE',
        status: 503,
      })
    },
  )

  it('keep a code that they have', async () => {
    await expect(fromDisk(() => Promise.reject(filesErrors.NOT_FOUND({})))).rejects.toMatchObject({
      code: 'FILES_NOT_FOUND',
    })
  })
})
