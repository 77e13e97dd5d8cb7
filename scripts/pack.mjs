// npm run pack: makes dist-pack/tenon-<version>.tgz, what an agency installs. In this repository
// the doors of package.json are the TypeScript sources; Node strips no types inside node_modules,
// so the packed package holds them compiled and its doors point there.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

const ROOT = path.resolve(import.meta.dirname, '..')
/** What is copied as it stands, beside the compiled sources. */
const COPIED = ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'migrations']
/** What belongs to work on this repository and not to the package. */
const OWN_KEYS = ['allowScripts', 'devDependencies', 'private', 'scripts']

const { values } = parseArgs({ options: { out: { default: 'dist-pack', type: 'string' } } })
const out = path.resolve(ROOT, values.out)
const stage = path.join(out, 'package')

rmSync(stage, { force: true, recursive: true })
for (const old of globSync('tenon-*.tgz', { cwd: out })) {
  rmSync(path.join(out, old))
}
mkdirSync(stage, { recursive: true })
run(process.execPath, [
  path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'),
  ...['--project', path.join(ROOT, 'tsconfig.build.json'), '--outDir', stage],
])
// `src` becomes `dist` at the same depth, so every relative path in it stays right.
renameSync(path.join(stage, 'src'), path.join(stage, 'dist'))
for (const file of globSync('src/**/*.{css,json,svg}', { cwd: ROOT })) {
  cpSync(path.join(ROOT, file), path.join(stage, file.replace(/^src/, 'dist')))
}
for (const name of COPIED) {
  cpSync(path.join(ROOT, name), path.join(stage, name), { recursive: true })
}
keepFolder(path.join(stage, 'migrations'))
pointDeclarationsAtEachOther()
chmodSync(path.join(stage, 'bin', 'tenon.js'), 0o755)
writeManifest()
run('npm', ['pack', '--silent', '--pack-destination', out], stage)
for (const file of globSync('*.tgz', { cwd: out })) {
  const kilobytes = Math.round(statSync(path.join(out, file)).size / 1024)
  console.log(`${path.relative(process.cwd(), path.join(out, file))} (${kilobytes} kB)`)
}

/** npm leaves out an empty folder; the migrations are read from there even when there are none. */
function keepFolder(folder) {
  mkdirSync(folder, { recursive: true })
  if (readdirSync(folder).length === 0) {
    writeFileSync(path.join(folder, 'README.md'), 'The frozen migrations of this version: none.\n')
  }
}

/** The compiler rewrites imports in .js files only; a declaration's `./a.ts` is the package's `./a.js`. */
function pointDeclarationsAtEachOther() {
  for (const file of globSync('**/*.d.ts', { cwd: stage })) {
    const target = path.join(stage, file)
    const text = readFileSync(target, 'utf8')
    writeFileSync(
      target,
      text.replace(/((?:from|import)\s*\(?\s*['"]\.[^'"]*)\.tsx?(['"])/g, '$1.js$2'),
    )
  }
}

function writeManifest() {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  const exports = Object.entries(manifest.exports).map(([door, source]) => [door, doorOf(source)])
  const kept = Object.entries(manifest).filter(([key]) => !OWN_KEYS.includes(key))

  writeFileSync(
    path.join(stage, 'package.json'),
    `${JSON.stringify({ ...Object.fromEntries(kept), exports: Object.fromEntries(exports) }, null, 2)}\n`,
  )
}

function doorOf(source) {
  if (!source.endsWith('.ts')) {
    return source
  }
  const compiled = source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '')

  return { types: `${compiled}.d.ts`, default: `${compiled}.js` }
}

function run(file, args, cwd = ROOT) {
  const { error, status } = spawnSync(file, args, {
    cwd,
    stdio: ['ignore', file === 'npm' ? 'ignore' : 'inherit', 'inherit'],
  })
  if (error !== undefined || status !== 0) {
    console.error(`PACK_FAILED: ${path.basename(args[0] ?? file)} ended with ${status ?? error}.`)
    process.exit(1)
  }
}
