import { describe, expect, it, vi } from 'vitest'

import { retryConflicts } from './retryConflicts.ts'

const failure = (code: string) => Object.assign(new Error(code), { code })

describe('retryConflicts', () => {
  it.each(['40P01', '40001'])('runs a transaction again that ended in %s', async (code) => {
    const transact = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(failure(code))
      .mockRejectedValueOnce(Object.assign(new Error('coded'), { cause: failure(code) }))
      .mockResolvedValue('done')

    await expect(retryConflicts(transact)).resolves.toBe('done')
    expect(transact).toHaveBeenCalledTimes(3)
  })

  it('gives up after four tries', async () => {
    const transact = vi.fn<() => Promise<string>>().mockRejectedValue(failure('40P01'))

    await expect(retryConflicts(transact)).rejects.toThrow('40P01')
    expect(transact).toHaveBeenCalledTimes(4)
  })

  it('leaves every other failure alone', async () => {
    const transact = vi.fn<() => Promise<string>>().mockRejectedValue(failure('23505'))

    await expect(retryConflicts(transact)).rejects.toThrow('23505')
    expect(transact).toHaveBeenCalledTimes(1)
  })
})
