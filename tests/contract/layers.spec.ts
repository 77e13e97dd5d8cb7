import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { cruise } from 'dependency-cruiser'
import type { IConfiguration, ICruiseResult, IResolveOptions } from 'dependency-cruiser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = process.cwd()
const { default: config } = (await import(
  pathToFileURL(join(root, '.dependency-cruiser.mjs')).href
)) as { default: IConfiguration }

/** One forbidden import: the rule that must fire, the file that imports, the file it imports. */
const BREACHES = [
  ['stairs-kernel', 'src/kernel/db/pool.ts', 'src/tenancy/index.ts'],
  ['stairs-tenancy', 'src/tenancy/hosts.ts', 'src/identity/index.ts'],
  ['stairs-identity', 'src/identity/signIn.ts', 'src/events/index.ts'],
  ['stairs-collection', 'src/collection/write.ts', 'src/imports/index.ts'],
  ['stairs-plugin', 'src/plugin/registry.ts', 'src/server/index.ts'],
  ['stairs-server', 'src/server/app.ts', 'src/main/server.ts'],
  ['launcher-knows-the-kernel', 'src/launcher/start.ts', 'src/tenancy/index.ts'],
  ['src-never-points-out', 'src/plugin/registry.ts', 'collections/crm/index.ts'],
  ['nobody-imports-main', 'collections/crm/index.ts', 'src/main/registry.ts'],
  ['plugin-never-imports-plugin', 'plugins/hr/index.ts', 'plugins/projects/index.ts'],
  ['plugin-never-imports-collection', 'plugins/hr/index.ts', 'collections/crm/index.ts'],
  ['collection-never-imports-plugin', 'collections/crm/index.ts', 'plugins/hr/index.ts'],
  ['collection-never-imports-collection', 'collections/crm/a.ts', 'collections/platform/index.ts'],
  ['enter-by-the-door', 'src/imports/run.ts', 'src/collection/write.ts'],
  ['enter-src-by-the-door', 'collections/crm/a.ts', 'src/collection/write.ts'],
  ['enter-kernel-by-the-door', 'src/imports/run.ts', 'src/kernel/db/pool.ts'],
  ['not-by-your-own-door', 'src/imports/run.ts', 'src/imports/index.ts'],
  ['server-code-stays-out-of-admin', 'plugins/hr/admin/A.client.tsx', 'plugins/hr/operations/a.ts'],
  ['no-test-code-in-product', 'src/imports/run.ts', 'tests/helpers/tenants.ts'],
  ['migrations-are-frozen', 'migrations/1.ts', 'src/tenancy/index.ts'],
  ['no-second-orm', 'src/collection/a.ts', 'node_modules/@payloadcms/db-postgres/index.js'],
  ['one-driver', 'collections/crm/a.ts', 'node_modules/pg/index.js'],
] as const

async function rulesBrokenIn(baseDir: string): Promise<string[]> {
  const resolveOptions: Partial<IResolveOptions> = {
    conditionNames: ['import', 'node', 'default'],
    exportsFields: ['exports'],
  }
  const { output } = await cruise(
    ['.'],
    {
      baseDir,
      doNotFollow: { path: 'node_modules' },
      ruleSet: { forbidden: config.forbidden ?? [] },
      tsPreCompilationDeps: true,
      validate: true,
    },
    resolveOptions,
  )

  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name)
}

describe('the stairs', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenon-layers-'))
  })
  afterEach(() => {
    rmSync(folder, { force: true, recursive: true })
  })

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }

  it.each(BREACHES)('%s: %s may not import %s', async (rule, from, to) => {
    const name = `${'../'.repeat(from.split('/').length - 1)}${to}`

    write(from, `import { a } from '${name}'\n\nexport const b = a\n`)
    write(to, 'export const a = 1\n')

    expect(await rulesBrokenIn(folder)).toContain(rule)
  })

  it('finds a circle of two files', async () => {
    write('src/jobs/a.ts', "import { b } from './b.ts'\n\nexport const a = () => b\n")
    write('src/jobs/b.ts', "import { a } from './a.ts'\n\nexport const b = () => a\n")

    expect(await rulesBrokenIn(folder)).toContain('no-cycles')
  })

  it('lets a module go down by the doors', async () => {
    write('src/kernel/db/index.ts', 'export const database = 1\n')
    write('src/collection/index.ts', "export { database } from '../kernel/db/index.ts'\n")
    write('src/collection/types.ts', 'export const x = 1\n')
    write(
      'src/imports/run.ts',
      "import { database } from '../collection/index.ts'\nimport { x } from '../collection/types.ts'\n\nexport const run = [database, x]\n",
    )

    expect(await rulesBrokenIn(folder)).toEqual([])
  })
})

describe('the product', () => {
  it('keeps to its own rules', async () => {
    const { output } = await cruise(
      ['src', 'plugins', 'collections'],
      {
        ...config.options,
        ruleSet: { forbidden: config.forbidden ?? [] },
        validate: true,
      },
      { conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
    )
    const broken = (output as ICruiseResult).summary.violations
      .filter(({ rule }) => rule.severity === 'error')
      .map(({ from, rule, to }) => `${rule.name}: ${from} -> ${to}`)

    expect(broken).toEqual([])
  })
})
