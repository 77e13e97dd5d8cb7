import { setTimeout as sleep } from 'node:timers/promises'

import { describe, expect, it } from 'vitest'

import { createFairGate } from './fairGate.ts'

function gateOf(size: number, deadlineMs = 5_000) {
  return createFairGate({ deadlineMs, refuse: () => new Error('waited too long'), size })
}

describe('createFairGate', () => {
  it('keeps a fifth of the places from one tenant', async () => {
    const gate = gateOf(10)
    for (let at = 0; at < 8; at += 1) {
      await gate.enter('whale')
    }
    void gate.enter('whale')

    expect(gate.waiting()).toBe(1)
    await gate.enter('minnow')
    expect(gate.waiting()).toBe(1)
  })

  it('gives a free place to the tenant that holds the fewest, however long the other has waited', async () => {
    const gate = gateOf(2)
    const order: string[] = []
    await gate.enter('whale')
    await gate.enter('whale')
    const waits = ['whale', 'whale', 'whale', 'minnow'].map((key) =>
      gate.enter(key).then(() => order.push(key)),
    )
    gate.leave('whale')
    await sleep(0)
    expect(order).toEqual(['minnow'])
    gate.leave('minnow')
    gate.leave('whale')
    await sleep(0)
    gate.leave('whale')
    await Promise.all(waits)

    expect(order).toEqual(['minnow', 'whale', 'whale', 'whale'])
  })

  it('lets one tenant have every place of a small pool', async () => {
    const gate = gateOf(3)
    await Promise.all([gate.enter('only'), gate.enter('only'), gate.enter('only')])

    expect(gate.waiting()).toBe(0)
  })

  it('refuses who has waited for too long, and forgets them', async () => {
    const gate = gateOf(1, 20)
    await gate.enter('one')

    await expect(gate.enter('other')).rejects.toThrow('waited too long')
    expect(gate.waiting()).toBe(0)
    gate.leave('one')
    await gate.enter('other')
  })
})
