import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { text } from '../../src/fields/index.ts'
import { defineJob, enqueueJob, getJob, startJobRunner } from '../../src/jobs/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { builtInModules } from '../../src/main/builtInModules.ts'
import {
  activeRules,
  compileCrm,
  currentCrm,
  defineCrm,
  definePlugin,
  hiddenByModules,
  modulesOff,
  useCrm,
} from '../../src/plugin/index.ts'
import { hiddenModule, requestContext } from '../../src/server/index.ts'
import { invalidateHosts, knownModules, modulesOf, switchModule } from '../../src/tenancy/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const label = { de: 'Feld', en: 'Field' }

const warranty = definePlugin({
  extend: { companies: [text({ defaultValue: 'basic', label, name: 'serviceLevel' })] },
  id: 'warranty',
  kernel: '^0.1.0',
  label,
  rules: [{ collection: 'companies', id: 'warranty.noteCompany' }],
})

describe('what modules leave when they are off', () => {
  const standing = currentOrNothing()
  const crm = compileCrm(defineCrm({ plugins: [warranty()] }), { builtIn: builtInModules })
  const rules = crm.rules.get('companies') ?? []
  const idsFor = (modules: Record<string, boolean>) =>
    activeRules(rules, modules).map(({ id }) => id)

  beforeAll(() => {
    useCrm(crm)
  })
  afterAll(() => {
    if (standing !== undefined) {
      useCrm(standing)
    }
  })

  it('hides the fields that they added to collections of others, and no other', () => {
    expect([...hiddenByModules('companies', { warranty: false })]).toEqual(['serviceLevel'])
    expect([...hiddenByModules('companies', { warranty: true })]).toEqual([])
    expect([...hiddenByModules('companies', {})]).toEqual([])
    expect([...hiddenByModules('contacts', { warranty: false })]).toEqual([])
  })

  it('gives the same set for the same modules, so that statements can be kept', () => {
    const modules = { warranty: false }

    expect(hiddenByModules('companies', modules)).toBe(hiddenByModules('companies', modules))
    expect(hiddenByModules('companies', {})).toBe(hiddenByModules('deals', {}))
  })

  it('leaves out their rules, the default values of their fields among them', () => {
    const all = idsFor({})

    expect(all).toContain('warranty.noteCompany')
    expect(all).toContain('warranty.fillDefaults')
    expect(idsFor({ warranty: false })).toEqual(all.filter((id) => !id.startsWith('warranty.')))
    expect(activeRules(rules, {})).toBe(rules)
  })

  it('never counts a required or an unknown module as off', () => {
    expect([...modulesOff({ crm: false, nobody: false, platform: false })]).toEqual(['crm'])
    expect(idsFor({ platform: false })).toEqual(idsFor({}))
  })
})

describe('a tenant that switches modules', () => {
  let app: TestApp
  let tenantId: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    tenantId = app.tenantId('acme')
  })
  afterAll(async () => {
    await app.close()
  })
  beforeEach(async () => {
    await switchModule(tenantId, { id: 'crm', isOn: true })
  })

  it('is known at once in this process, also before anybody asks again', async () => {
    expect(await modulesOf(tenantId)).toEqual({ crm: true })
    await switchModule(tenantId, { id: 'crm', isOn: false })

    expect(knownModules(tenantId)).toEqual({ crm: false })
    expect(await modulesOf(tenantId)).toEqual({ crm: false })
  })

  it('keeps one object for the same modules', async () => {
    const first = await modulesOf(tenantId)
    invalidateHosts()
    await app.request('acme', 'GET', '/login')

    expect(knownModules(tenantId)).toBe(first)
  })

  it('knows nothing of a tenant that does not exist', async () => {
    expect(await modulesOf('00000000-0000-7000-8000-000000000000')).toEqual({})
  })

  it('closes the collections of a module, and never those of a required one', async () => {
    const { token } = await app.signIn('acme', 'admin@acme.test')
    const statusOf = async (slug: string) =>
      (await app.request('acme', 'GET', `/api/${slug}?limit=1`, { token })).status
    await switchModule(tenantId, { id: 'crm', isOn: false })
    await switchModule(tenantId, { id: 'platform', isOn: false })

    expect([await statusOf('companies'), await statusOf('users')]).toEqual([404, 200])
    await switchModule(tenantId, { id: 'crm', isOn: true })
    expect(await statusOf('companies')).toBe(200)
  })

  it('sees nothing of it in the navigation', async () => {
    const { userId } = await app.signIn('acme', 'admin@acme.test')
    const isHidden = (slug: string, module: string, modules: Record<string, boolean>) =>
      requestContext.run(
        {
          correlationId: 'test',
          principal: {
            permissions: { actions: [], collections: { '*': { read: 'all' } }, fields: {} },
            userId,
          },
          tenant: { modules },
        } as never,
        () => hiddenModule(slug, module)(),
      )

    expect(isHidden('companies', 'crm', {})).toBe(false)
    expect(isHidden('companies', 'crm', { crm: false })).toBe(true)
    expect(isHidden('users', 'platform', { platform: false })).toBe(false)
  })

  describe('and its jobs', () => {
    const steps: number[] = []
    let onStep: () => Promise<unknown> = () => Promise.resolve()
    const probe = defineJob({
      input: z.object({ steps: z.number() }),
      kind: 'crm:probe',
      run: async ({ cursor, input, step }) => {
        for (let at = Number(cursor?.['at'] ?? 0); at < input.steps; at += 1) {
          await step(() => Promise.resolve({ cursor: { at: at + 1 }, done: at + 1 }))
          steps.push(at)
          await onStep()
        }

        return { steps: input.steps }
      },
    })
    const stateOf = (id: string) => runAsTenant({ tenantId }, async () => (await getJob(id)).state)
    const queue = () => runAsTenant({ tenantId }, () => enqueueJob(probe, { steps: 3 }))

    async function runFor(until: () => Promise<boolean>, switchable = ['crm']): Promise<void> {
      const runner = startJobRunner({ jobs: [probe], pollMs: 20, switchable })
      for (let waited = 0; waited < 200 && !(await until()); waited += 1) {
        await sleep(25)
      }
      await runner.stop()
    }

    beforeEach(() => {
      steps.length = 0
      onStep = () => Promise.resolve()
    })

    it('wait while the module is off and run once it is on again', async () => {
      await switchModule(tenantId, { id: 'crm', isOn: false })
      const id = await queue()
      let looks = 0
      await runFor(() => Promise.resolve((looks += 1) > 12))
      expect([await stateOf(id), steps]).toEqual(['queued', []])

      await switchModule(tenantId, { id: 'crm', isOn: true })
      await runFor(async () => (await stateOf(id)) === 'done')
      expect([await stateOf(id), steps]).toEqual(['done', [0, 1, 2]])
    })

    it('stop after their step when the module is switched off, and go on from there', async () => {
      onStep = () => switchModule(tenantId, { id: 'crm', isOn: false })
      const id = await queue()
      await runFor(async () => steps.length > 0 && (await stateOf(id)) === 'queued')
      expect(await stateOf(id)).toBe('queued')
      const before = steps.length
      expect(before).toBeLessThan(3)

      onStep = () => Promise.resolve()
      await switchModule(tenantId, { id: 'crm', isOn: true })
      await runFor(async () => (await stateOf(id)) === 'done')
      expect(steps.length).toBeLessThanOrEqual(4)
      expect(await stateOf(id)).toBe('done')
    })

    it('run whatever the row says where the module cannot be switched off', async () => {
      await switchModule(tenantId, { id: 'crm', isOn: false })
      const id = await queue()
      await runFor(async () => (await stateOf(id)) === 'done', [])

      expect(await stateOf(id)).toBe('done')
    })
  })
})

function currentOrNothing() {
  try {
    return currentCrm()
  } catch {
    return undefined
  }
}
