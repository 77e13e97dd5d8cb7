import { startPostgres } from '../../src/launcher/index.ts'

const say = (message: string): void => {
  process.stderr.write(`${message}\n`)
}
const [dataDir = ''] = process.argv.slice(2)

try {
  const postgres = await startPostgres({ dataDir, log: { info: say, warn: say } })
  const { adopted, ownerUrl, pid, port } = postgres
  process.on('SIGINT', () => {
    void postgres.stop().then(() => process.exit(0))
  })
  process.stdout.write(`${JSON.stringify({ adopted, ownerUrl, pid, port })}\n`)
  setInterval(() => undefined, 60_000)
} catch (error) {
  say(error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}` : '')
  process.exitCode = 1
}
