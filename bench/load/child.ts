import { readArena } from '../arena/arenaFile.ts'
import { measure } from './measure.ts'
import type { RequestKind } from './requests.ts'

// The load runs in a process of its own, apart from every server.
const arena = readArena(process.argv[2] ?? '')

process.on('message', (wanted: { kind: RequestKind; ms: number; port: number }) => {
  measure(arena, wanted).then(
    (round) => process.send?.({ round }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  )
})
process.on('disconnect', () => {
  process.exit(0)
})
