import { describe, expect, it } from 'vitest'

import { accessView, builtInRoles } from '../../src/identity/index.ts'
import type { Permissions, Principal } from '../../src/identity/index.ts'
import { isTenonError } from '../../src/kernel/errors/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { collectComponentPaths } from '../../src/main/admin/index.ts'
import { payloadConfig } from '../../src/main/payloadConfig.ts'
import { compileProduct } from '../../src/main/product.ts'
import type { PluginManifest, PluginSlot } from '../../src/plugin/index.ts'
import { defineCrm, definePlugin, inspectPlugin, isCollectionOn } from '../../src/plugin/index.ts'
import { loadScreen } from '../../src/screens/index.ts'

const label = { de: 'Fall', en: 'Claim' }
const slot = (changed: Partial<PluginSlot> = {}): PluginSlot => ({
  component: './claims/Tab.client#Tab',
  id: 'claims.tab',
  label,
  slot: 'recordTab',
  ...changed,
})
const plugin = (slots: readonly PluginSlot[], changed: Partial<PluginManifest> = {}) =>
  definePlugin({ id: 'claims', kernel: '^0.1.0', slots, ...changed })()

describe('the slots of a plugin', () => {
  it.each([
    ['PLUGIN_SLOT_FOREIGN', [slot({ id: 'crm.tab' })]],
    ['PLUGIN_SLOT_UNKNOWN', [slot({ slot: 'footer' as never })]],
    ['PLUGIN_SLOT_DUPLICATE', [slot(), slot({ slot: 'navigation' })]],
    ['PLUGIN_SLOT_COMPONENT_INVALID', [slot({ component: './claims/Tab.client' })]],
    ['PLUGIN_SLOT_COLLECTION_UNKNOWN', [slot({ collection: 'leads' })]],
    ['PLUGIN_SLOT_PERMISSION_UNKNOWN', [slot({ permission: 'claims.claim.pay' })]],
  ] as const)('are refused at boot with %s, and the fix', (code, slots) => {
    const refused = refusalOf(() => compileProduct(defineCrm({ plugins: [plugin(slots)] })))

    expect(refused.code).toBe(code)
    expect(refused.message).toMatch(/"claims".*\. [A-Z]|"claims".*: [a-z]/)
  })

  it('may ask for a permission of their own plugin or of the kernel', () => {
    const permissions = [{ key: 'claims.claim.pay', label }]
    const slots = [
      slot({ permission: 'claims.claim.pay' }),
      slot({ id: 'claims.settings', permission: 'settings.manage' }),
    ]

    expect(
      refusalOf(() => compileProduct(defineCrm({ plugins: [plugin(slots, { permissions })] }))),
    ).toEqual({ code: 'accepted', message: '' })
  })

  it('are listed without running the plugin', () => {
    expect(inspectPlugin(plugin([slot({ collection: 'deals' })]))['slots']).toEqual([
      {
        collection: 'deals',
        component: './claims/Tab.client#Tab',
        id: 'claims.tab',
        slot: 'recordTab',
      },
    ])
  })

  it('are bundled with the admin', async () => {
    const product = compileProduct(defineCrm({ plugins: [plugin([slot()])] }))
    const paths = await collectComponentPaths(
      await payloadConfig(product, { secret: 'x'.repeat(32) }),
    )

    expect(paths).toContain('./claims/Tab.client#Tab')
    expect(paths).toContain('tenon/app/frame/Nav#Nav')
  })
})

describe('what stands in a slot', () => {
  const slots = [
    slot({ collection: 'deals', id: 'claims.ofDeals', order: 600 }),
    slot({ id: 'claims.ofAll', order: 100 }),
    slot({ id: 'claims.paid', permission: 'claims.claim.pay' }),
    slot({ collection: 'deals', id: 'claims.nav', slot: 'navigation' }),
  ]
  const permissions = [{ key: 'claims.claim.pay', label }]
  const blind: Permissions = { actions: [], collections: { '*': { read: 'none' } }, fields: {} }
  const rights = (role: string) =>
    builtInRoles.find(({ key }) => key === role)?.permissions ?? blind

  async function shown(
    asked: { collection?: string; slot: string },
    as: { modules?: Record<string, boolean>; permissions?: Permissions } = {},
  ): Promise<string[]> {
    compileProduct(defineCrm({ plugins: [plugin(slots, { permissions })] }))
    const { modules = {}, permissions: held = rights('admin') } = as
    const reader = {
      isOpen: (slug: string) => isCollectionOn(modules, slug),
      principal: { permissions: held } as unknown as Principal,
      tenant: {
        currency: 'EUR',
        id: ID,
        locale: 'en',
        modules,
        name: '',
        slug: '',
        timeZone: 'UTC',
      },
    }
    const access = accessView({ permissions: held, teamIds: [], userId: ID })
    const found = await runAsTenant({ access, tenantId: ID }, () =>
      loadScreen('slots', asked, reader),
    )

    return (found as { slots: { id: string }[] }).slots.map(({ id }) => id)
  }
  const ID = '0199a1b2-0000-7000-8000-000000000001'

  it('is what was put into that slot for that collection, or for all, in its order', async () => {
    expect(await shown({ collection: 'deals', slot: 'recordTab' })).toEqual([
      'claims.ofAll',
      'claims.paid',
      'claims.ofDeals',
    ])
    expect(await shown({ collection: 'contacts', slot: 'recordTab' })).toEqual([
      'claims.ofAll',
      'claims.paid',
    ])
    expect(await shown({ slot: 'navigation' })).toEqual(['claims.nav'])
    expect(await shown({ slot: 'dashboardWidget' })).toEqual([])
  })

  it('leaves out what asks for a permission that the reader lacks', async () => {
    expect(
      await shown(
        { collection: 'contacts', slot: 'recordTab' },
        { permissions: rights('manager') },
      ),
    ).toEqual(['claims.ofAll'])
  })

  it('leaves out what belongs to a collection that the reader may not read', async () => {
    expect(await shown({ slot: 'navigation' }, { permissions: blind })).toEqual([])
  })

  it('is empty while the module of the plugin, or of the collection, is switched off', async () => {
    expect(await shown({ slot: 'navigation' }, { modules: { claims: false } })).toEqual([])
    expect(await shown({ slot: 'navigation' }, { modules: { crm: false } })).toEqual([])
  })
})

function refusalOf(attempt: () => unknown): { code: string; message: string } {
  try {
    attempt()
  } catch (error) {
    return {
      code: isTenonError(error) ? error.code : String(error),
      message: (error as Error).message,
    }
  }

  return { code: 'accepted', message: '' }
}
