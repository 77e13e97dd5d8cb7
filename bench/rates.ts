import type { Arena } from './arena/types.ts'
import type { Traffic } from './children/countStatements.ts'
import type { Child } from './children/forkChild.ts'
import { forkChild } from './children/forkChild.ts'
import type { Round } from './load/measure.ts'
import type { RequestKind } from './load/requests.ts'
import type { Result } from './results.ts'
import { median, rounded } from './results.ts'

type Contender = 'next' | 'open' | 'product' | 'raw'

type Rate = { against: Contender; kind: RequestKind; text: string }

type Server = { child: Child; port: number }

const ROUNDS = 5
const ROUND_MS = 3000
const WARM_MS = 2500

/** The benches that compare how many requests a second two servers answer. */
export const RATES: Readonly<Record<string, Rate>> = {
  'create.raw': { against: 'raw', kind: 'create', text: 'plain node:http + pg' },
  'get.raw': { against: 'raw', kind: 'get', text: 'plain node:http + pg' },
  'list.next': { against: 'next', kind: 'list', text: "Payload's stock Next route" },
  'list.raw': { against: 'raw', kind: 'list', text: 'plain node:http + pg' },
  'list.rls': { against: 'open', kind: 'list', text: 'the same server without RLS' },
  'update.raw': { against: 'raw', kind: 'update', text: 'plain node:http + pg' },
}

const PROGRAMS: Readonly<Record<Contender, { mode?: string; program: string }>> = {
  next: { program: 'children/next.ts' },
  open: { mode: 'open', program: 'children/product.ts' },
  product: { program: 'children/product.ts' },
  raw: { program: 'children/raw.ts' },
}

/** Measures the named benches in interleaved rounds and prints each result as soon as it stands. */
export async function runRates(
  arena: Arena,
  names: readonly string[],
  report: { say: (line: string) => void; write: (result: Result) => void },
): Promise<void> {
  const wanted = names.flatMap((name) =>
    RATES[name] === undefined ? [] : [{ ...RATES[name], name }],
  )
  const servers = new Map<Contender, Server>()
  const load = await forkChild('load/child.ts', arena, { saysHello: false })
  try {
    for (const contender of new Set<Contender>([
      'product',
      ...wanted.map(({ against }) => against),
    ])) {
      report.say(`Starting ${contender} …`)
      servers.set(contender, await startServer(arena, contender))
    }
    for (const kind of new Set(wanted.map((one) => one.kind))) {
      const benches = wanted.filter((one) => one.kind === kind)
      const rounds = await runKind(load, kind, servers, benches, report.say)
      for (const bench of benches) {
        report.write(resultOf(bench, rounds))
      }
    }
  } finally {
    await Promise.all(
      [load, ...[...servers.values()].map(({ child }) => child)].map((c) => c.stop()),
    )
  }
}

async function startServer(arena: Arena, contender: Contender): Promise<Server> {
  const { mode, program } = PROGRAMS[contender]
  const child = await forkChild(program, arena, {
    ...(mode === undefined ? {} : { mode }),
    saysHello: true,
  })

  return { child, port: (child.hello as { port: number }).port }
}

async function runKind(
  load: Child,
  kind: RequestKind,
  servers: ReadonlyMap<Contender, Server>,
  benches: readonly Rate[],
  say: (line: string) => void,
): Promise<Map<Contender, Round[]>> {
  const contenders = ['product', ...benches.map(({ against }) => against)] as const
  const rounds = new Map<Contender, Round[]>()
  const once = async (contender: Contender, ms: number) => {
    const { port } = servers.get(contender) ?? { port: 0 }
    const answer = await load.ask<{ failure?: string; round: Round }>({ kind, ms, port })
    if (answer.failure !== undefined) {
      throw new Error(`${kind} on ${contender}: ${answer.failure}`)
    }

    return answer.round
  }
  for (const contender of contenders) {
    await once(contender, WARM_MS)
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    // Turned around every other round, so that no contender always follows the same one.
    const order = round % 2 === 0 ? contenders : contenders.toReversed()
    for (const contender of order) {
      const measured = await once(contender, ROUND_MS)
      rounds.set(contender, [...(rounds.get(contender) ?? []), measured])
    }
  }
  for (const contender of contenders) {
    const all = rounds.get(contender) ?? []
    say(`${kind} on ${contender}: ${rounded(median(all.map((one) => one.perSecond)))} a second`)
    await tellTraffic(load, kind, contender, servers.get(contender), say)
  }

  return rounds
}

/** A pass of its own, since counting costs time. */
async function tellTraffic(
  load: Child,
  kind: RequestKind,
  contender: Contender,
  server: Server | undefined,
  say: (line: string) => void,
): Promise<void> {
  if (server === undefined) {
    return
  }
  await server.child.ask('count')
  const { round } = await load.ask<{ round: Round }>({ kind, ms: 1000, port: server.port })
  const { traffic } = await server.child.ask<{ traffic: Traffic }>('counted')
  const requests = Math.max(round.perSecond, 1)
  say(
    `${kind} on ${contender}: ${rounded(traffic.statements / requests)} statements, ` +
      `${rounded(traffic.roundTrips / requests)} round trips a request`,
  )
  const shapes = new Map<string, number>()
  for (const text of traffic.texts) {
    const shape = text.replaceAll(/\s+/g, ' ').slice(0, 110)
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1)
  }
  for (const [shape, count] of shapes) {
    if (count / requests > 0.01) {
      say(`    ${rounded(count / requests)} × ${shape}`)
    }
  }
}

function resultOf(bench: Rate & { name: string }, rounds: ReadonlyMap<Contender, Round[]>): Result {
  const ours = rounds.get('product') ?? []
  const theirs = rounds.get(bench.against) ?? []
  const ratios = ours.map((round, at) => round.perSecond / (theirs[at]?.perSecond ?? Number.NaN))

  return {
    name: bench.name,
    p50: rounded(median(ours.map(({ p50 }) => p50))),
    p95: rounded(median(ours.map(({ p95 }) => p95))),
    ratio_to: bench.text,
    unit: 'ratio',
    value: rounded(median(ratios)),
  }
}
