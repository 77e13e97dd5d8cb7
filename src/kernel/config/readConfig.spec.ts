import { describe, expect, it } from 'vitest'

import { isTenonError } from '../errors/index.ts'
import { readConfig } from './readConfig.ts'

const cwd = '/srv/crm'
const contextKeys = `a1:${'k'.repeat(43)},b2:${'l'.repeat(43)}`
const secret = 'x'.repeat(32)

function refusal(env: Record<string, string>): { code: string; message: string } {
  try {
    readConfig(env, { cwd })
  } catch (error) {
    if (isTenonError(error)) {
      return { code: error.code, message: error.message }
    }
    throw error
  }

  return { code: 'accepted', message: '' }
}

describe('readConfig', () => {
  it('needs nothing set', () => {
    expect(readConfig({}, { cwd })).toEqual({
      contextKeys: undefined,
      dataDir: '/srv/crm/.tenon',
      databaseUrls: undefined,
      demo: true,
      logLevel: 'info',
      mail: { from: 'Tenon <no-reply@localhost>', smtpUrl: undefined },
      maxFileBytes: 26_214_400,
      metricsToken: undefined,
      oidcAllowHttp: false,
      platformLogin: { email: undefined, password: undefined },
      ownerUrl: undefined,
      port: 3000,
      publicHost: 'localhost',
      rate: { key: 50, tenant: 300 },
      secret: undefined,
      tenant: undefined,
      trustProxy: [],
    })
  })

  it('reads every variable', () => {
    const config = readConfig(
      {
        DATABASE_URL: 'postgres://tenon_owner@db/crm',
        PORT: '8080',
        TENON_CONTEXT_KEYS: contextKeys,
        TENON_DATABASE_URL_APP: 'postgres://tenon_app@pool/crm',
        TENON_DATABASE_URL_RELAY: 'postgres://tenon_relay@db/crm',
        TENON_DATABASE_URL_SYSTEM: 'postgresql://tenon_system@pool/crm',
        TENON_DATABASE_URL_WORKER: 'postgres://tenon_worker@db/crm',
        TENON_DATA_DIR: '/var/lib/tenon',
        TENON_DEMO: '0',
        TENON_LOG_LEVEL: 'warn',
        TENON_MAIL_FROM: 'CRM <crm@example.com>',
        TENON_MAX_FILE_MB: '100',
        TENON_METRICS_TOKEN: 'm'.repeat(16),
        TENON_OIDC_ALLOW_HTTP: '1',
        TENON_PLATFORM_EMAIL: 'boss@example.com',
        TENON_PLATFORM_PASSWORD: 'p'.repeat(10),
        TENON_PUBLIC_HOST: 'crm.example.com',
        TENON_RATE_KEY: '0',
        TENON_RATE_TENANT: '1000',
        TENON_SECRET: secret,
        TENON_SMTP_URL: 'smtp://mail:25',
        TENON_TENANT: 'acme',
        TENON_TRUST_PROXY: 'loopback, 10.0.0.0/8',
      },
      { cwd },
    )

    expect(config).toEqual({
      contextKeys,
      dataDir: '/var/lib/tenon',
      databaseUrls: {
        app: 'postgres://tenon_app@pool/crm',
        relay: 'postgres://tenon_relay@db/crm',
        system: 'postgresql://tenon_system@pool/crm',
        worker: 'postgres://tenon_worker@db/crm',
      },
      demo: false,
      logLevel: 'warn',
      mail: { from: 'CRM <crm@example.com>', smtpUrl: 'smtp://mail:25' },
      maxFileBytes: 104_857_600,
      metricsToken: 'm'.repeat(16),
      oidcAllowHttp: true,
      ownerUrl: 'postgres://tenon_owner@db/crm',
      platformLogin: { email: 'boss@example.com', password: 'p'.repeat(10) },
      port: 8080,
      publicHost: 'crm.example.com',
      rate: { key: 0, tenant: 1000 },
      secret,
      tenant: 'acme',
      trustProxy: ['loopback', '10.0.0.0/8'],
    })
  })

  it('takes empty text as not set', () => {
    expect(readConfig({ PORT: '', TENON_DEMO: ' ' }, { cwd })).toMatchObject({
      demo: true,
      port: 3000,
    })
  })

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['TENON_DEMO', 'maybe'],
    ['TENON_LOG_LEVEL', 'loud'],
    ['TENON_MAX_FILE_MB', '0'],
    ['TENON_MAX_FILE_MB', '25 MB'],
    ['TENON_MAIL_FROM', 'nobody'],
    ['TENON_PLATFORM_EMAIL', 'boss'],
    ['TENON_PUBLIC_HOST', 'https://crm.example.com'],
    ['TENON_RATE_KEY', 'many'],
    ['TENON_RATE_TENANT', '-1'],
    ['TENON_TENANT', 'Acme Inc'],
    ['TENON_TRUST_PROXY', 'everyone'],
    ['TENON_TRUST_PROXY', '10.0.0.0/33'],
  ])('refuses %s=%s and shows both', (variable, given) => {
    const { code, message } = refusal({ [variable]: given })

    expect(code).toBe('CONFIG_INVALID')
    expect(message).toContain(`${variable} is "${given}"`)
  })

  it.each([
    'DATABASE_URL',
    'TENON_CONTEXT_KEYS',
    'TENON_METRICS_TOKEN',
    'TENON_PLATFORM_PASSWORD',
    'TENON_SECRET',
    'TENON_SMTP_URL',
  ])('refuses a bad %s without repeating it', (variable) => {
    const { code, message } = refusal({ [variable]: 'hunter2' })

    expect(code).toBe('CONFIG_INVALID')
    expect(message).toContain(variable)
    expect(message).not.toContain('hunter2')
  })

  it('names every bad variable at once', () => {
    const { message } = refusal({ PORT: 'abc', TENON_DEMO: 'maybe' })

    expect(message).toContain('PORT')
    expect(message).toContain('TENON_DEMO')
  })

  it('asks for the other addresses and the secret once the database is external', () => {
    const { message } = refusal({ TENON_DATABASE_URL_APP: 'postgres://tenon_app@db/crm' })

    expect(message).toContain('TENON_DATABASE_URL_SYSTEM')
    expect(message).toContain('TENON_SECRET')
    expect(message).not.toContain('TENON_DATABASE_URL_WORKER must')
  })
})
