import { isTenonError } from '../../src/kernel/errors/index.ts'

// Reads one file through, as an upload does, and tells what came of it and how much memory it took.
const [, , file = ''] = process.argv
const { profileFile } = await import('../../src/imports/plan/profileFile.ts')
const before = process.memoryUsage().rss
const outcome = await profileFile(file).then(
  ({ columns, format, rows }) => ({ columns: columns.length, format, rows }),
  (error: unknown) => ({ code: isTenonError(error) ? error.code : String(error) }),
)
const grown = process.resourceUsage().maxRSS / 1024 - before / 1024 / 1024
process.stdout.write(JSON.stringify({ ...outcome, grownMb: Math.round(grown) }))
