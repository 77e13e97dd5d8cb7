import { readFileSync } from 'node:fs'

import type { CollectionConfig, Config, Field } from 'payload'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { relation, text } from '../../src/fields/index.ts'
import { defineJob } from '../../src/jobs/index.ts'
import { isTenonError } from '../../src/kernel/errors/index.ts'
import { builtInModules } from '../../src/main/builtInModules.ts'
import type { CrmPlugin, PluginManifest } from '../../src/plugin/index.ts'
import {
  applySetups,
  compileCrm,
  defineCollection,
  defineCrm,
  definePlugin,
  inspectPlugin,
  isCollectionOn,
  isModuleOn,
  KERNEL_VERSION,
  moduleOf,
  useCrm,
} from '../../src/plugin/index.ts'

const label = (en: string) => ({ de: en, en })
const serial = text({ label: label('Serial'), name: 'serial', required: true })

type Definition = Parameters<typeof defineCollection>[0]

function warranties(changed: Partial<Definition> = {}): CollectionConfig {
  return defineCollection({
    fields: [serial],
    labels: { plural: label('Warranties'), singular: label('Warranty') },
    listColumns: ['serial'],
    slug: 'warranties',
    title: 'serial',
    ...changed,
  })
}

function plugin(changed: Partial<PluginManifest> = {}): CrmPlugin {
  return definePlugin({ id: 'warranty', kernel: '^0.1.0', ...changed })()
}

function withField(field: Field): CrmPlugin {
  return plugin({ collections: [warranties({ fields: [serial, field] })] })
}

function withCollection(changed: Partial<CollectionConfig>): CrmPlugin {
  return plugin({ collections: [{ ...warranties(), ...changed }] })
}

function compile(...plugins: CrmPlugin[]) {
  return compileCrm(defineCrm({ plugins }), { builtIn: builtInModules })
}

function codeOf(attempt: () => unknown): string {
  try {
    attempt()
  } catch (error) {
    return isTenonError(error) ? error.code : String(error)
  }

  return 'accepted'
}

const job = (kind: string) =>
  defineJob({ input: z.object({}), kind, run: () => Promise.resolve(undefined) })
const rule = { collection: 'deals', id: 'warranty.check' }
const loose = { label: label('x'), name: 'x' }
const refusals: [string, () => CrmPlugin | readonly CrmPlugin[]][] = [
  ['PLUGIN_ID_DUPLICATE', () => [plugin(), plugin()]],
  ['PLUGIN_ID_DUPLICATE', () => plugin({ id: 'crm' })],
  ['PLUGIN_ID_INVALID', () => plugin({ id: 'Warranty' })],
  ['PLUGIN_ID_INVALID', () => plugin({ id: 'users' })],
  ['PLUGIN_KERNEL_UNMET', () => plugin({ kernel: '^9.0.0' })],
  ['PLUGIN_KERNEL_UNMET', () => plugin({ kernel: 'newest' })],
  [
    'PLUGIN_PERMISSION_FOREIGN',
    () => plugin({ permissions: [{ key: 'crm.deal.win', label: label('x') }] }),
  ],
  [
    'PLUGIN_PERMISSION_DUPLICATE',
    () =>
      plugin({
        permissions: ['warranty.claim.pay', 'warranty.claim.pay'].map((key) => ({
          key,
          label: label('x'),
        })),
      }),
  ],
  ['PLUGIN_EVENT_FOREIGN', () => plugin({ events: { 'deals.deal.won': z.object({}) } })],
  ['PLUGIN_EVENT_FOREIGN', () => plugin({ events: { 'warrantyx.claim.opened': z.object({}) } })],
  ['PLUGIN_EVENT_INVALID', () => plugin({ events: { 'warranty.opened': z.object({}) } })],
  ['PLUGIN_RULE_FOREIGN', () => plugin({ rules: [{ ...rule, id: 'crm.placeDeals' }] })],
  ['PLUGIN_RULE_DUPLICATE', () => plugin({ rules: [rule, rule] })],
  ['PLUGIN_JOB_FOREIGN', () => plugin({ jobs: [job('crm:restate-deals')] })],
  ['PLUGIN_JOB_DUPLICATE', () => plugin({ jobs: [job('warranty:x'), job('warranty:x')] })],
  [
    'COLLECTION_LINKED_BY_UNKNOWN',
    () => plugin({ collections: [warranties({ linkedBy: ['deals'] })] }),
  ],
  ['PLUGIN_RULE_COLLECTION_UNKNOWN', () => plugin({ rules: [{ ...rule, collection: 'leads' }] })],
  ['PLUGIN_SLUG_DUPLICATE', () => plugin({ collections: [warranties({ slug: 'deals' })] })],
  ['PLUGIN_SLUG_DUPLICATE', () => plugin({ collections: [warranties(), warranties()] })],
  ['PLUGIN_SLUG_INVALID', () => plugin({ collections: [warranties({ slug: 'War_ranties' })] })],
  ['PLUGIN_SLUG_INVALID', () => plugin({ collections: [warranties({ slug: 'w'.repeat(41) })] })],
  ['PLUGIN_SLUG_RESERVED', () => plugin({ collections: [warranties({ slug: 'tenants' })] })],
  ['PLUGIN_SLUG_RESERVED', () => plugin({ collections: [warranties({ slug: 'payload-x' })] })],
  ['PLUGIN_EXTEND_UNKNOWN', () => plugin({ extend: { leads: [text(loose)] } })],
  [
    'PLUGIN_EXTEND_FIELD_EXISTS',
    () => plugin({ extend: { deals: [text({ ...loose, name: 'amount' })] } }),
  ],
  [
    'PLUGIN_EXTEND_FIELD_REQUIRED',
    () => plugin({ extend: { deals: [text({ ...loose, required: true })] } }),
  ],
  ['PLUGIN_NAVIGATION_UNKNOWN', () => plugin({ navigation: [{ id: 'sales', items: ['leads'] }] })],
  [
    'PLUGIN_NAVIGATION_LABEL_MISSING',
    () => plugin({ navigation: [{ id: 'service', items: ['deals'] }] }),
  ],
  [
    'PLUGIN_CONFIGURATION_UNKNOWN',
    () =>
      plugin({
        configuration: { collections: { deals: [{ key: 'x' }] }, source: 'warranty', version: 1 },
      }),
  ],
  [
    'PLUGIN_CONFIGURATION_DUPLICATE',
    () =>
      plugin({
        configuration: {
          collections: { roles: [{ key: 'x' }, { key: 'x' }] },
          source: 'warranty',
          version: 1,
        },
      }),
  ],
  ['COLLECTION_TENANCY_MISSING', () => withCollection({ custom: {} })],
  ['COLLECTION_TENANCY_GLOBAL', () => withCollection({ custom: { tenon: { tenancy: 'global' } } })],
  ['COLLECTION_TENANCY_GLOBAL', () => withCollection({ custom: { tenon: { tenancy: false } } })],
  ['COLLECTION_TABLE_FOREIGN', () => withCollection({ dbName: 'accounts' })],
  ['COLLECTION_FIELD_TENANT', () => withField(text({ ...loose, name: 'tenant_id' }))],
  ['COLLECTION_FIELD_TENANT', () => withField(text({ ...loose, name: 'tenant' }))],
  ['COLLECTION_FIELD_TENANT', () => withField(text({ ...loose, name: 'tenantId' }))],
  ['COLLECTION_FIELD_RESERVED', () => withField(text({ ...loose, name: 'version' }))],
  ['COLLECTION_FIELD_RESERVED', () => withField(text({ ...loose, name: '_status' }))],
  ['COLLECTION_FIELD_DUPLICATE', () => withField(text({ ...loose, name: 'serial' }))],
  ['COLLECTION_FIELD_LOCALIZED', () => withField({ ...text(loose), localized: true })],
  [
    'COLLECTION_FIELD_HOOKS',
    () => withField({ ...text(loose), hooks: { beforeChange: [() => 'x'] } }),
  ],
  [
    'COLLECTION_FIELD_HOOKS',
    () =>
      withField({
        fields: [{ ...text(loose), hooks: { afterChange: [() => 'x'] } }],
        name: 'parts',
        type: 'array',
      }),
  ],
  [
    'COLLECTION_FIELD_UNSUPPORTED',
    () => withField({ hasMany: true, name: 'all', relationTo: 'deals', type: 'relationship' }),
  ],
  [
    'COLLECTION_FIELD_UNSUPPORTED',
    () => withField({ collection: 'deals', name: 'all', on: 'company', type: 'join' }),
  ],
  [
    'COLLECTION_FIELD_UNSUPPORTED',
    () => withField({ name: 'file', relationTo: 'deals', type: 'upload' }),
  ],
  ['COLLECTION_RELATION_UNKNOWN', () => withField(relation({ ...loose, relationTo: 'leads' }))],
  ['COLLECTION_PATH_UNKNOWN', () => plugin({ collections: [warranties({ title: 'number' })] })],
  [
    'COLLECTION_PATH_UNKNOWN',
    () => plugin({ collections: [warranties({ indexes: [['serial', 'owner']] })] }),
  ],
  ['COLLECTION_HOOKS', () => withCollection({ hooks: { afterChange: [() => undefined] } })],
  ['COLLECTION_HOOKS', () => withCollection({ hooks: { beforeChange: [({ data }) => data] } })],
  ['COLLECTION_HOOKS', () => withCollection({ hooks: { afterDelete: [() => undefined] } })],
  ['COLLECTION_AUTH', () => withCollection({ auth: true })],
  ['COLLECTION_UPLOAD', () => withCollection({ upload: true })],
  ['COLLECTION_DRAFTS', () => withCollection({ versions: { drafts: true } })],
  ['COLLECTION_LOCKS', () => withCollection({ lockDocuments: { duration: 60 } })],
]

describe('the boot', () => {
  it.each(refusals)('refuses with %s (case %#)', (code, build) => {
    expect(codeOf(() => compile(...[build()].flat()))).toBe(code)
  })

  it('refuses a module that does not exist', () => {
    const crm = defineCrm({ modules: ['sales'], plugins: [] })

    expect(codeOf(() => compileCrm(crm, { builtIn: builtInModules }))).toBe('PLUGIN_MODULE_UNKNOWN')
  })

  it('names the plugin and the option when options are wrong', () => {
    const sized = definePlugin({
      id: 'sized',
      kernel: '^0.1.0',
      options: z.object({ limits: z.object({ days: z.int() }) }),
    })

    expect(() => sized({ limits: { days: 1.5 } })).toThrow(/Option "limits.days" of plugin "sized"/)
    expect(codeOf(() => sized({ limits: { days: 1.5 } }))).toBe('PLUGIN_OPTIONS_INVALID')
    expect(codeOf(() => definePlugin({ id: 'bare', kernel: '*' })({}))).toBe('accepted')
  })

  it('says the fix in every refusal', () => {
    for (const [, build] of refusals) {
      expect(() => compile(...[build()].flat())).toThrow(/\. [A-Z]|: [a-z]/)
    }
  })
})

describe('a compiled installation', () => {
  const serialNumber = text({ label: label('Serial number'), name: 'serialNumber' })
  const full = definePlugin({
    id: 'warranty',
    kernel: '>=0.1.0',
    options: z.object({ months: z.int().default(24) }),
    events: { 'warranty.claim.opened': z.object({ id: z.string() }) },
    permissions: [{ key: 'warranty.claim.pay', label: label('Pay claims') }],
    collections: [
      warranties({
        fields: [serial, relation({ ...loose, name: 'contact', relationTo: 'contacts' })],
      }),
    ],
    extend: { products: [serialNumber] },
    rules: [{ collection: 'deals', id: 'warranty.checkDeal' }],
    navigation: [{ id: 'sales', items: ['warranties'] }],
    setup: ({ config, options }) => ({ ...config, custom: { months: options.months } }),
  })

  it('takes a whole plugin in the fixed order', () => {
    const crm = compile(full())
    const products = crm.collections.find(({ slug }) => slug === 'products')

    expect(crm.collections.at(-1)?.slug).toBe('warranties')
    expect(products?.fields).toContain(serialNumber)
    expect(crm.extensions.get('products')?.get('serialNumber')).toBe('warranty')
    expect(crm.rules.get('deals')?.at(-1)?.id).toBe('warranty.checkDeal')
    expect(crm.navigation[0]?.items.at(-1)).toBe('warranties')
    expect(crm.events.has('warranty.claim.opened')).toBe(true)
    expect(crm.permissions.map(({ key }) => key)).toEqual(['warranty.claim.pay'])
  })

  it('leaves the declarations of the built-in modules untouched', () => {
    compile(full())
    const products = compile().collections.find(({ slug }) => slug === 'products')

    expect(products?.fields).not.toContain(serialNumber)
  })

  it('makes every collection a table of the tenant, whatever it declares', () => {
    const tenancies = compile(full()).collections.map(
      ({ custom }) => (custom?.['tenon'] as { tenancy: string }).tenancy,
    )

    expect(new Set(tenancies)).toEqual(new Set(['tenant']))
  })

  it('puts collections into the group of the navigation that lists them', () => {
    const groups = new Map(compile().collections.map(({ admin, slug }) => [slug, admin?.group]))

    expect(groups.get('deals')).toEqual({ de: 'Vertrieb', en: 'Sales' })
    expect(groups.get('deal-stage-history')).toBe(false)
  })

  it('lets links of others point to a collection that asks for it, and to no other', () => {
    const asked = warranties({ linkedBy: ['record-tags'] })
    const { collections, rules } = compile(plugin({ collections: [asked] }))
    const targetsOf = (slug: string) => {
      const fields = collections.find((one) => one.slug === slug)?.fields ?? []

      return fields.flatMap((field) =>
        field.type === 'relationship' && Array.isArray(field.relationTo) ? field.relationTo : [],
      )
    }
    const dropping = (slug: string) =>
      (rules.get(slug) ?? []).filter(({ id }) => id.endsWith('.dropLinks')).map(({ id }) => id)

    expect(targetsOf('record-tags')).toContain('warranties')
    expect(targetsOf('activity-targets')).not.toContain('warranties')
    expect(dropping('warranties')).toEqual(['warranty.dropLinks'])
    expect(dropping('stages')).toEqual([])
  })

  it('gathers the jobs of modules and plugins', () => {
    const kinds = compile(plugin({ jobs: [job('warranty:expire')] })).jobs.map(({ kind }) => kind)

    expect(kinds).toEqual(expect.arrayContaining(['crm:restate-deals', 'warranty:expire']))
  })

  it('runs setup last, with the options, and refuses one that goes around tenancy', () => {
    const base: Config = { collections: [], db: undefined as never, secret: 'x' }
    const swapped = plugin({
      setup: ({ config }) => ({ ...config, collections: [{ fields: [], slug: 'loose' }] }),
    })
    const silent = plugin({ setup: () => undefined as never })

    expect(applySetups(base, compile(full({ months: 6 })).setups).custom).toEqual({ months: 6 })
    expect(codeOf(() => applySetups(base, compile(swapped).setups))).toBe(
      'PLUGIN_SETUP_COLLECTIONS',
    )
    expect(codeOf(() => applySetups(base, compile(silent).setups))).toBe(
      'PLUGIN_SETUP_RETURNS_NOTHING',
    )
  })

  it('lists what a plugin adds without running it', () => {
    const listed = inspectPlugin(full())

    expect(listed).toMatchObject({
      collections: [{ slug: 'warranties' }],
      events: [{ name: 'warranty.claim.opened' }],
      extend: { products: [{ path: 'serialNumber', required: false, type: 'text' }] },
      id: 'warranty',
      permissions: ['warranty.claim.pay'],
      rules: [{ collection: 'deals', id: 'warranty.checkDeal' }],
      setup: true,
    })
    expect(JSON.parse(JSON.stringify(listed))).toEqual(listed)
  })

  it('serves chosen modules only, and the required ones always', () => {
    const crm = compileCrm(defineCrm({ modules: [], plugins: [] }), { builtIn: builtInModules })

    expect(crm.modules.map(({ id }) => id)).toEqual(['platform'])
  })

  it('lets a tenant switch off what is not required', () => {
    useCrm(compile(full()))

    expect(moduleOf('deals')).toBe('crm')
    expect(moduleOf('warranties')).toBe('warranty')
    expect(isModuleOn({}, 'crm')).toBe(true)
    expect(isModuleOn(null, 'crm')).toBe(true)
    expect(isModuleOn({ crm: false }, 'crm')).toBe(false)
    expect(isModuleOn({ platform: false }, 'platform')).toBe(true)
    expect(isModuleOn({}, 'nobody')).toBe(false)
    expect(isCollectionOn({ warranty: false }, 'warranties')).toBe(false)
    expect(isCollectionOn({ warranty: false }, 'deals')).toBe(true)
  })

  it('has the kernel version of package.json', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

    expect(KERNEL_VERSION).toBe(version)
  })
})
