import { isIP } from 'node:net'
import { z } from 'zod'

import type { LogLevel } from './types.ts'

const CONTEXT_KEYS = /^\s*[a-z0-9]{1,16}:[\w-]{43,}\s*(?:,\s*[a-z0-9]{1,16}:[\w-]{43,}\s*)?$/
const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const LOG_LEVELS: readonly LogLevel[] = [
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
  'silent',
]
const MAX_FILE_MB = 2048
const MAX_PORT = 65_535
const MAX_RATE = 1_000_000
const MIN_SECRET_LENGTH = 32
const NAMED_NETWORKS = new Set(['linklocal', 'loopback', 'uniquelocal'])

/** What a setting accepts, in the words of its error message. */
export type Setting = {
  allowed: string
  schema: z.ZodType
  /** True keeps the value out of messages and logs. */
  secret?: true
}

function isUrlOf(protocols: readonly string[]): (value: string) => boolean {
  return (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

function isHostName(value: string): boolean {
  return value.length <= 253 && value.split('.').every((label) => HOST_LABEL.test(label))
}

function isNetwork(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/')
  const version = isIP(address)

  if (NAMED_NETWORKS.has(value)) {
    return true
  }
  if (version === 0 || rest.length > 0) {
    return false
  }

  return (
    prefix === undefined ||
    (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
  )
}

const postgresUrl = {
  allowed: 'an address like postgres://role:password@host:5432/database',
  schema: z.string().refine(isUrlOf(['postgres:', 'postgresql:'])),
  secret: true,
} as const satisfies Setting

const rate = {
  allowed: `a whole number from 0 to ${MAX_RATE} (0 means no limit)`,
  schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(MAX_RATE)),
} as const satisfies Setting

const flag = {
  allowed: '1 or 0 (true and false are taken as well)',
  schema: z.enum(['0', '1', 'false', 'true']).transform((value) => /^(?:1|true)$/.test(value)),
} as const satisfies Setting

/** Every environment variable the server reads, with its check. */
export const settings = {
  DATABASE_URL: postgresUrl,
  PORT: {
    allowed: `a whole number from 0 to ${MAX_PORT} (0 takes any free port)`,
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(MAX_PORT)),
  },
  TENON_CONTEXT_KEYS: {
    allowed: 'one or two keys like id:secret, separated by a comma (tenon keys rotate prints them)',
    schema: z.string().regex(CONTEXT_KEYS),
    secret: true,
  },
  TENON_DATABASE_URL_APP: postgresUrl,
  TENON_DATABASE_URL_RELAY: postgresUrl,
  TENON_DATABASE_URL_SYSTEM: postgresUrl,
  TENON_DATABASE_URL_WORKER: postgresUrl,
  TENON_DATA_DIR: {
    allowed: 'the path of a folder',
    schema: z.string().refine((value) => !value.includes('\0')),
  },
  TENON_DEMO: flag,
  TENON_LOG_LEVEL: { allowed: `one of ${LOG_LEVELS.join(', ')}`, schema: z.enum(LOG_LEVELS) },
  TENON_MAIL_FROM: {
    allowed: 'an address like crm@example.com or "CRM <crm@example.com>"',
    schema: z.string().regex(/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/),
  },
  TENON_MAX_FILE_MB: {
    allowed: `a whole number from 1 to ${MAX_FILE_MB}`,
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(MAX_FILE_MB)),
  },
  TENON_METRICS_TOKEN: {
    allowed: 'at least 16 characters',
    schema: z.string().min(16),
    secret: true,
  },
  TENON_OIDC_ALLOW_HTTP: flag,
  TENON_PLATFORM_EMAIL: {
    allowed: 'an e-mail address like you@example.com',
    schema: z.string().regex(/^[^\s<>@]+@[^\s<>@]+$/),
  },
  TENON_PLATFORM_PASSWORD: {
    allowed: 'at least 10 characters',
    schema: z.string().min(10),
    secret: true,
  },
  TENON_PUBLIC_HOST: {
    allowed: 'a host name in lower case without scheme and port, like crm.example.com',
    schema: z.string().refine(isHostName),
  },
  TENON_RATE_KEY: rate,
  TENON_RATE_TENANT: rate,
  TENON_SECRET: {
    allowed: `at least ${MIN_SECRET_LENGTH} characters (openssl rand -hex 32 makes one)`,
    schema: z.string().min(MIN_SECRET_LENGTH),
    secret: true,
  },
  TENON_SMTP_URL: {
    allowed: 'an address like smtp://user:password@host:587 or smtps://host',
    schema: z.string().refine(isUrlOf(['smtp:', 'smtps:'])),
    secret: true,
  },
  TENON_TENANT: {
    allowed: "a tenant's slug: small letters, digits and hyphens",
    schema: z.string().regex(HOST_LABEL),
  },
  TENON_TRUST_PROXY: {
    allowed:
      'a comma-separated list of IP addresses, networks like 10.0.0.0/8, loopback, linklocal or uniquelocal',
    schema: z
      .string()
      .transform((value) => value.split(',').map((part) => part.trim()))
      .refine((parts) => parts.every(isNetwork)),
  },
} as const satisfies Record<string, Setting>
