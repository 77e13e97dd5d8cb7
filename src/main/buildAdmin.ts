import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { adminAppFiles } from './admin/adminAppFiles.ts'
import type { GeneratedFile } from './admin/adminAppFiles.ts'
import { adminFingerprint, relativeClosure } from './admin/adminFingerprint.ts'
import { withBuildLock } from './admin/buildLock.ts'
import {
  commonAncestor,
  packageDirectory,
  packageVersion,
  SHARED_PACKAGES,
} from './admin/packages.ts'
import { APP_DIR, resolveComponents } from './admin/resolveComponents.ts'
import type { ResolvedComponent } from './admin/resolveComponents.ts'
import { runNextBuild } from './admin/runNextBuild.ts'

// Where built admins stand inside a project; one directory per fingerprint.
const ADMIN_DIRECTORY = '.tenon-admin'

/** File that is written last: a directory without it holds no finished build. */
export const BUILT_MARK = 'built.json'

type BuildArgs = {
  /** Every component path of the configuration, from `collectComponentPaths`. */
  componentPaths: readonly string[]
  log: (line: string) => void
  /** The directory of this package. */
  packageDir: string
  /** The directory of the project that is served: this repository or an agency's. */
  projectDir: string
}

type Plan = { dir: string; files: GeneratedFile[]; fingerprint: string }

function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function planBuild(args: BuildArgs, components: readonly ResolvedComponent[]): Plan {
  const stylesFile = path.join(APP_DIR, 'styles.css')
  const ownFiles = components.flatMap(({ file }) => file ?? [])
  const packages = new Set([
    ...SHARED_PACKAGES,
    ...components.flatMap(({ file, specifier }) => (file ? [] : packageNameOf(specifier))),
  ])
  const directories = [...packages].map((name) => packageDirectory(name, args.projectDir))
  const root = commonAncestor([
    args.projectDir,
    args.packageDir,
    APP_DIR,
    ...ownFiles,
    ...directories.map((directory) => path.resolve(directory, '..')),
  ])
  const filesIn = (dir: string) => adminAppFiles({ components, dir, root, stylesFile })
  const base = path.join(args.projectDir, ADMIN_DIRECTORY)
  const placeholder = path.join(base, 'fingerprint')
  const fingerprint = adminFingerprint({
    files: relativeClosure([...ownFiles, stylesFile]),
    texts: [
      args.projectDir,
      packageVersion(args.packageDir),
      ...filesIn(placeholder).map(({ text }) => text),
      ...directories.map((directory) => `${directory}@${packageVersion(directory)}`),
    ],
  })
  const dir = path.join(base, fingerprint)

  return { dir, files: filesIn(dir), fingerprint }
}

async function writeFiles(dir: string, files: readonly GeneratedFile[]): Promise<void> {
  for (const file of files) {
    const target = path.join(dir, file.path)
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, file.text)
  }
}

// One other build stays: a server that has not been restarted yet may still be serving from it.
async function removeOldBuilds(base: string, kept: string): Promise<void> {
  const others = await Promise.all(
    (await readdir(base, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && entry.name !== kept)
      .map(async ({ name }) => ({ name, time: (await stat(path.join(base, name))).mtimeMs })),
  )
  const [, ...old] = others.toSorted((one, other) => other.time - one.time)

  await Promise.all(
    old.map(({ name }) => rm(path.join(base, name), { force: true, recursive: true })),
  )
}

/**
 * Generates and builds the admin of a project unless the same one stands built already: same
 * components, same sources, same versions. Answers where it stands and how long the build took.
 */
export async function buildAdminIfStale(
  args: BuildArgs,
): Promise<{ built: boolean; dir: string; seconds: number }> {
  const plan = planBuild(args, resolveComponents(args))
  const mark = path.join(plan.dir, BUILT_MARK)
  const started = Date.now()

  if (existsSync(mark)) {
    return { built: false, dir: plan.dir, seconds: 0 }
  }
  const base = path.dirname(plan.dir)
  await mkdir(base, { recursive: true })

  return withBuildLock(path.join(base, 'build.lock'), async () => {
    if (existsSync(mark)) {
      return { built: false, dir: plan.dir, seconds: 0 }
    }
    args.log('Building the admin, about a minute; once, until its parts change…')
    await rm(plan.dir, { force: true, recursive: true })
    await writeFiles(plan.dir, plan.files)
    await runNextBuild({ dir: plan.dir, log: args.log })
    // Of use to a second build in the same directory only, and there is none.
    await rm(path.join(plan.dir, '.next', 'cache'), { force: true, recursive: true })
    const seconds = Math.round((Date.now() - started) / 100) / 10
    await writeFile(mark, `${JSON.stringify({ fingerprint: plan.fingerprint, seconds })}\n`)
    await removeOldBuilds(base, plan.fingerprint)
    args.log(`The admin is built (${seconds} s).`)

    return { built: true, dir: plan.dir, seconds }
  })
}
