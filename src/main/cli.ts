import { isTenonError } from '../kernel/errors/index.ts'
import { importCommand } from './commands/import.ts'
import {
  doctorCommand,
  keysCommand,
  migrateCommand,
  pluginCommand,
} from './commands/maintenance.ts'
import { privacyCommand } from './commands/privacy.ts'
import { serverCommand, startCommand, workerCommand } from './commands/serve.ts'
import { tenantsCommand } from './commands/tenants.ts'
import type { Command } from './commands/types.ts'

const COMMANDS: Readonly<Record<string, Command>> = {
  doctor: doctorCommand,
  import: importCommand,
  keys: keysCommand,
  migrate: migrateCommand,
  plugin: pluginCommand,
  privacy: privacyCommand,
  server: serverCommand,
  start: startCommand,
  tenants: tenantsCommand,
  worker: workerCommand,
}

/** Runs one command of the `tenon` program and gives its exit code. */
export async function runCli(argv: readonly string[]): Promise<number> {
  const [name = '', ...args] = argv
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) {
    process.stderr.write(
      `${Object.values(COMMANDS)
        .map((one) => one.usage)
        .join('\n')}\n`,
    )

    return name === '' || name === '--help' ? 0 : 2
  }
  try {
    return await command.run({
      args,
      cwd: process.cwd(),
      print: (line) => process.stdout.write(`${line}\n`),
    })
  } catch (error) {
    const coded = isTenonError(error) || (error instanceof Error && 'code' in error)
    const text = error instanceof Error ? error.message : String(error)
    process.stderr.write(
      `${coded ? `${String((error as { code: unknown }).code)}: ` : ''}${text}\n`,
    )
    if (!coded && error instanceof Error) {
      process.stderr.write(`${error.stack ?? ''}\n`)
    }

    return 1
  }
}

process.exitCode = await runCli(process.argv.slice(2))
