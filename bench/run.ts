import { parseArgs } from 'node:util'

import { openArena } from './arena/openArena.ts'
import { BOOTS, runBoot } from './boots.ts'
import { HOMES, runHome } from './home.ts'
import { IMPORTED, runImports } from './imports.ts'
import { RATES, runRates } from './rates.ts'
import type { Result } from './results.ts'
import { runScreens, SCREENS } from './screens.ts'
import { runSearches, SEARCHED } from './searches.ts'

// npm run bench [-- --only a,b]: stdout carries JSON lines alone, everything else goes to stderr.
const KNOWN = [
  ...Object.keys(RATES),
  ...Object.keys(IMPORTED),
  ...Object.keys(SEARCHED),
  ...Object.keys(HOMES),
  ...Object.keys(SCREENS),
  ...Object.keys(BOOTS),
]

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const names = values.only?.split(',').map((name) => name.trim()) ?? KNOWN
const unknown = names.filter((name) => !KNOWN.includes(name))
const say = (line: string) => {
  process.stderr.write(`${line}\n`)
}
const write = (result: Result) => {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

if (unknown.length > 0) {
  say(`There is no bench ${unknown.join(', ')}; there are ${KNOWN.join(', ')}`)
  process.exitCode = 2
} else {
  const { arena, close } = await openArena(say)
  try {
    if (names.some((name) => RATES[name] !== undefined)) {
      await runRates(arena, names, { say, write })
    }
    await runSearches(arena, names, { say, write })
    await runHome(arena, names, { say, write })
    await runScreens(arena, names, { say, write })
    await runImports(arena, names, { say, write })
    for (const name of names) {
      await runBoot(arena, name, { say, write })
    }
  } finally {
    await close()
  }
}
