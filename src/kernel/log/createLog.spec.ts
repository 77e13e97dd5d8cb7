import { describe, expect, it } from 'vitest'

import { defineErrors } from '../errors/index.ts'
import { runAsSystem, runAsTenant } from '../scope/index.ts'
import { createLog } from './createLog.ts'
import type { Log } from './createLog.ts'

function capture(): { line: () => Record<string, unknown>; log: Log; text: () => string } {
  const lines: string[] = []
  const log = createLog({ destination: { write: (text) => lines.push(text) }, level: 'trace' })

  return {
    line: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>,
    log,
    text: () => lines.join(''),
  }
}

describe('createLog', () => {
  it('writes JSON with the tenant, user and correlation id of the running code', () => {
    const { line, log } = capture()

    runAsTenant({ correlationId: 'c1', tenantId: 't1', userId: 'u1' }, () => {
      log.info({ rows: 3 }, 'imported')
    })

    expect(line()).toMatchObject({
      correlationId: 'c1',
      msg: 'imported',
      rows: 3,
      tenant: 't1',
      user: 'u1',
    })
  })

  it('names the call site of system work', () => {
    const { line, log } = capture()

    runAsSystem('health', () => {
      log.info('ready')
    })

    expect(line()).toMatchObject({ msg: 'ready', site: 'health' })
    expect(line()).not.toHaveProperty('tenant')
  })

  it('hides secrets at any depth, in child fields and inside texts', () => {
    const { log, text } = capture()
    const secret = 'sw0rdfish'

    log.info({ password: secret, req: { headers: { authorization: secret, cookie: secret } } })
    log.info({ a: { b: [{ accessToken: secret, 'set-cookie': [secret] }] } })
    log.info({ url: `postgres://tenon_app:${secret}@db/crm` })
    log.info(`GET /reset?token=${secret} with Bearer ${secret}`)
    log.info('opened %s', `smtp://mail:${secret}@host`)
    log.child({ apiKey: secret }).child({ part: 'sync' }).info('child')
    log.error(new Error(`no route for Bearer ${secret}`))

    expect(text()).not.toContain(secret)
    expect(text()).toContain('[hidden]')
  })

  it('logs an error with its code, stack and cause, and nothing of its other fields', () => {
    const { line, log, text } = capture()
    const errors = defineErrors('DEMO', { FAILED: { message: () => 'It failed.', status: 500 } })
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(jane@example.com) exists',
    })

    log.error({ err: errors.FAILED({}, cause) }, 'request failed')

    expect(line()).toMatchObject({
      err: { cause: { code: '23505', message: 'duplicate key' }, code: 'DEMO_FAILED', status: 500 },
      msg: 'request failed',
    })
    expect(text()).not.toContain('jane@example.com')
  })

  it('keeps the fields of a child log in its own children', () => {
    const { line, log } = capture()

    log.child({ part: 'mail' }).child({ attempt: 2 }).info('sent')

    expect(line()).toMatchObject({ attempt: 2, part: 'mail' })
  })

  it('survives a value that contains itself', () => {
    const { line, log } = capture()
    const loop: Record<string, unknown> = {}
    loop['self'] = loop

    log.info({ loop }, 'round')

    expect(line()).toMatchObject({ msg: 'round' })
  })
})
