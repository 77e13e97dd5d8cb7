import { createHash } from 'node:crypto'
import path from 'node:path'

import type { ResolvedComponent } from './resolveComponents.ts'

/** A generated file: its path inside the Next project and its text. */
export type GeneratedFile = { path: string; text: string }

const ROUTE = 'app/(payload)'

const CONFIG = `const key = Symbol.for('tenon.payloadConfig')

/** Read at the first request, since a build evaluates this module where no server runs. */
export const config = {
  then: (resolve, reject) => Promise.resolve(globalThis[key]).then(resolve, reject),
}
`

const LAYOUT = (styles: string) => `import '@payloadcms/next/css'
import ${JSON.stringify(styles)}
import { handleServerFunctions, RootLayout } from '@payloadcms/next/layouts'

import { config } from './config.js'
import { importMap } from './importMap.js'

async function serverFunction(args) {
  'use server'

  return handleServerFunctions({ ...args, config, importMap })
}

export default function Layout({ children }) {
  return (
    <RootLayout config={config} importMap={importMap} serverFunction={serverFunction}>
      {children}
    </RootLayout>
  )
}
`

const PAGE = (view: 'NotFoundPage' | 'RootPage') => `import {
  generatePageMetadata,
  ${view},
} from '@payloadcms/next/views'

import { config } from '../../config.js'
import { importMap } from '../../importMap.js'

export const generateMetadata = ({ params, searchParams }) =>
  generatePageMetadata({ config, params, searchParams })

// Payload's own list would read its rows before a list of ours could: the lists are views of their own.
async function withList(params) {
  const { segments = [], ...rest } = (await params) ?? {}
  const [first, slug, third] = segments
  const isList = first === 'collections' && slug !== undefined
  const isTrash = segments.length === 3 && third === 'trash'

  return isList && (segments.length === 2 || isTrash)
    ? { ...rest, isTrash, segments: [first, slug, 'list'] }
    : { ...rest, segments }
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

// So is a record's page; Payload's whole form of the record stands one step behind its address.
async function withRecord(params) {
  const { segments = [], ...rest } = await params
  // Payload knows its start page by having no segments at all.
  if (segments.length === 0) {
    return rest
  }
  const [first, slug, ...further] = segments
  const [id, last, ...more] = further[0] === 'trash' ? further.slice(1) : further
  const { collections } = await config
  const { views } = collections.find((one) => one.slug === slug)?.admin.components ?? {}
  if (first !== 'collections' || views?.tenonRecord === undefined || !ID.test(id) || more.length > 0) {
    return { ...rest, segments }
  }
  if (last === undefined) {
    return { ...rest, recordId: id, segments: [first, slug, 'record', id] }
  }

  return last === 'form' ? { ...rest, segments: segments.slice(0, -1) } : { ...rest, segments }
}

export default function Page({ params, searchParams }) {
  return ${view}({ config, importMap, params: withRecord(withList(params)), searchParams })
}
`

const NEXT_CONFIG = (root: string) => `import path from 'node:path'

import { withPayload } from '@payloadcms/next/withPayload'

export default withPayload({
  devIndicators: false,
  images: { unoptimized: true },
  poweredByHeader: false,
  serverExternalPackages: ['payload', 'pg', 'pino'],
  turbopack: { root: path.resolve(import.meta.dirname, ${JSON.stringify(root)}) },
})
`

const MANIFEST = `${JSON.stringify({ name: 'tenon-admin-app', private: true, type: 'module' }, null, 2)}\n`

function importable(from: string, file: string): string {
  const relative = path.relative(from, file).split(path.sep).join('/')

  return relative.startsWith('.') ? relative : `./${relative}`
}

function importMapText(dir: string, components: readonly ResolvedComponent[]): string {
  const named = components.map((component) => ({
    ...component,
    identifier: `c_${createHash('sha256').update(component.key).digest('hex').slice(0, 16)}`,
    source:
      component.file === null
        ? component.specifier
        : importable(path.join(dir, ROUTE), component.file),
  }))
  const imports = named.map(
    ({ exportName, identifier, source }) =>
      `import { ${exportName} as ${identifier} } from ${JSON.stringify(source)}`,
  )
  const entries = named.map(({ identifier, key }) => `  ${JSON.stringify(key)}: ${identifier},`)

  return [...imports, '', 'export const importMap = {', ...entries, '}', ''].join('\n')
}

/**
 * The files of the Next project that serves Payload's admin: a layout, its pages and the map of
 * components. They hold no configuration; the server that runs them hands it over.
 */
export function adminAppFiles(args: {
  components: readonly ResolvedComponent[]
  dir: string
  root: string
  stylesFile: string
}): GeneratedFile[] {
  const styles = importable(path.join(args.dir, ROUTE), args.stylesFile)
  const pages = `${ROUTE}/admin/[[...segments]]`

  return [
    { path: 'package.json', text: MANIFEST },
    { path: 'next.config.mjs', text: NEXT_CONFIG(path.relative(args.dir, args.root) || '.') },
    { path: `${ROUTE}/config.js`, text: CONFIG },
    { path: `${ROUTE}/importMap.js`, text: importMapText(args.dir, args.components) },
    { path: `${ROUTE}/layout.js`, text: LAYOUT(styles) },
    { path: `${pages}/page.js`, text: PAGE('RootPage') },
    { path: `${pages}/not-found.js`, text: PAGE('NotFoundPage') },
  ]
}
