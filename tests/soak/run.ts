import { soakApiFully } from './api.ts'
import { soakPoolFully } from './pool.ts'
import { soakServerFully } from './server.ts'

const SOAKS: Readonly<Record<string, (print: (line: string) => void) => Promise<number>>> = {
  api: soakApiFully,
  pool: soakPoolFully,
  server: soakServerFully,
}

const name = process.argv[2] ?? ''
const soak = Object.hasOwn(SOAKS, name) ? SOAKS[name] : undefined
const print = (line: string) => process.stdout.write(`${line}\n`)
if (soak === undefined) {
  print(`Name one of the soaks: ${Object.keys(SOAKS).join(', ')}`)
  process.exitCode = 2
} else {
  process.exitCode = await soak(print)
}
