import { expect, it } from 'vitest'

import type { Transaction } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { recordErrors } from '../errors.ts'
import type { Change, WriteResult } from '../types.ts'
import { writeInHalves } from './writeInHalves.ts'

const transaction = { savepoint: (work: () => Promise<unknown>) => work() } as Transaction

const changes = Array.from({ length: 1000 }, (): Change => ({ id: newId(), op: 'trash' }))

function writer(refused: (id: string) => Error | undefined) {
  const sizes: number[] = []
  const write = (batch: readonly Change[]): Promise<WriteResult[]> => {
    sizes.push(batch.length)
    const error = batch.map(({ id = '' }) => refused(id)).find((one) => one !== undefined)

    return error === undefined
      ? Promise.resolve(batch.map(({ id = '', op }) => ({ doc: null, id, ok: true, op })))
      : Promise.reject(error)
  }

  return { sizes, write }
}

it('writes a sound batch at once', async () => {
  const { sizes, write } = writer(() => undefined)

  expect(await writeInHalves(changes, transaction, write)).toHaveLength(1000)
  expect(sizes).toEqual([1000])
})

it('finds one bad row of a thousand in some twenty batches, and keeps the order', async () => {
  const bad = changes[613]?.id
  const { sizes, write } = writer((id) => (id === bad ? recordErrors.NOT_FOUND({}) : undefined))
  const results = await writeInHalves(changes, transaction, write)

  expect(results.map(({ id }) => id)).toEqual(changes.map(({ id }) => id))
  expect(results.flatMap(({ ok }, at) => (ok ? [] : [at]))).toEqual([613])
  expect(sizes.length).toBeLessThan(25)
})

it('does not go on after a fault that is not of a row', async () => {
  const { sizes, write } = writer(() => new Error('the connection broke'))

  await expect(writeInHalves(changes, transaction, write)).rejects.toThrow('the connection broke')
  expect(sizes).toEqual([1000])
})
