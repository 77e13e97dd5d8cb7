import { Worker } from 'node:worker_threads'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { setQuotas } from '../../src/usage/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { TestApp } from '../helpers/testApp.ts'

const LIMIT_PER_SECOND = 10
const TIMES_OVER = 50
const ROUNDS = 5
const REQUESTS = 80
const WANTED_RATIO = 1.5
/** What a loaded machine may add before the suite calls it a fault. */
const LENIENCE = 10

type Flood = { other: number; refused: number; served: number }

// On a thread of its own and with nothing between it and the wire: what the flood costs its sender must not
// count as the server's.
const SENDER = `
const { parentPort, workerData } = require('node:worker_threads')
const net = require('node:net')
const { headers, path, perSecond, port } = workerData
const lines = Object.entries(headers).map(([name, value]) => name + ': ' + value)
const text = ['GET ' + path + ' HTTP/1.1', ...lines, '', ''].join('\\r\\n')
let counts = { other: 0, refused: 0, served: 0 }
const free = []
for (let at = 0; at < 50; at += 1) {
  const socket = net.connect(port, '127.0.0.1', () => { free.push(socket) })
  socket.setNoDelay(true)
  socket.rest = 0
  socket.on('data', (chunk) => {
    if (socket.rest === 0) {
      const head = chunk.toString('latin1')
      const status = head.slice(9, 12)
      counts[status === '429' ? 'refused' : status === '200' ? 'served' : 'other'] += 1
      const length = Number(/content-length: (\\d+)/i.exec(head)?.[1] ?? 0)
      socket.rest = head.indexOf('\\r\\n\\r\\n') + 4 + length
    }
    socket.rest -= chunk.length
    if (socket.rest <= 0) { socket.rest = 0; free.push(socket) }
  })
  socket.on('error', () => { counts.other += 1 })
}
let timer
parentPort.on('message', (message) => {
  if (message === 'start') {
    counts = { other: 0, refused: 0, served: 0 }
    let due = 0
    let last = performance.now()
    timer = setInterval(() => {
      const now = performance.now()
      due += ((now - last) / 1000) * perSecond
      last = now
      for (; due >= 1; due -= 1) { free.shift()?.write(text) }
    }, 1)
  } else {
    clearInterval(timer)
    parentPort.postMessage(counts)
  }
})
`

describe('a noisy neighbour', () => {
  let app: TestApp
  let sender: Worker
  let quiet = ''

  beforeAll(async () => {
    app = await testApp({ logLevel: 'silent' })
    const { token } = await app.signIn('acme', 'admin@acme.test')
    quiet = (await app.signIn('northwind', 'admin@northwind.test')).token
    await setQuotas(app.tenantId('acme'), { requestsPerMinute: LIMIT_PER_SECOND * 60 })
    sender = new Worker(SENDER, {
      eval: true,
      workerData: {
        headers: { authorization: `Bearer ${token}`, host: `acme.localhost:${app.port}` },
        path: '/api/companies?limit=50',
        perSecond: LIMIT_PER_SECOND * TIMES_OVER,
        port: app.port,
      },
    })
  })
  afterAll(async () => {
    await sender.terminate()
    await app.close()
  })

  async function p95(): Promise<number> {
    const times: number[] = []
    for (let at = 0; at < REQUESTS; at += 1) {
      const began = performance.now()
      const answer = await app.request('northwind', 'GET', '/api/companies?limit=10', {
        token: quiet,
      })
      times.push(performance.now() - began)
      expect(answer.status).toBe(200)
    }

    return times.toSorted((a, b) => a - b)[Math.floor(REQUESTS * 0.95)] ?? 0
  }

  async function flooded(): Promise<{ flood: Flood; perSecond: number; time: number }> {
    const began = performance.now()
    sender.postMessage('start')
    const time = await p95()
    const seconds = (performance.now() - began) / 1_000
    const flood = await new Promise<Flood>((resolve) => {
      sender.once('message', resolve)
      sender.postMessage('stop')
    })

    return { flood, perSecond: (flood.refused + flood.served) / seconds, time }
  }

  it('far above its limit leaves the other tenant nearly as quick as alone, and without a fault', async () => {
    // Warm, and past what the neighbour may ask at once.
    await p95()
    await flooded()
    const alone: number[] = []
    const beside: Awaited<ReturnType<typeof flooded>>[] = []
    // In turns, so that whatever else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push(await p95())
      beside.push(await flooded())
    }
    const quietly = median(alone)
    const loudly = median(beside.map(({ time }) => time))
    const perSecond = median(beside.map((round) => round.perSecond))
    const served = beside.reduce((sum, { flood }) => sum + flood.served, 0)
    const refused = beside.reduce((sum, { flood }) => sum + flood.refused, 0)
    const ratio = loudly / quietly
    process.stdout.write(
      `noisy neighbour: p95 ${quietly.toFixed(1)} ms alone, ${loudly.toFixed(1)} ms beside ` +
        `${perSecond.toFixed(0)} requests/s (${served} served, ${refused} refused): ` +
        `ratio ${ratio.toFixed(2)}, wanted ${WANTED_RATIO}: ${ratio <= WANTED_RATIO ? 'met' : 'missed'}\n`,
    )

    expect(beside.every(({ flood }) => flood.other === 0)).toBe(true)
    expect(perSecond).toBeGreaterThan(LIMIT_PER_SECOND * 5)
    expect(refused).toBeGreaterThan(served / 2)
    expect(ratio).toBeLessThan(WANTED_RATIO * LENIENCE)
  }, 120_000)
})

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
