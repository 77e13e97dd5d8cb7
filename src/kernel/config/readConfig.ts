import { resolve } from 'node:path'
import type { z } from 'zod'

import { configErrors } from './errors.ts'
import type { ConfigProblem } from './errors.ts'
import { settings } from './settings.ts'
import type { Setting } from './settings.ts'
import type { Config, DatabaseUrls } from './types.ts'

type Variable = keyof typeof settings
type Values = { [K in Variable]?: z.output<(typeof settings)[K]['schema']> }

const DEFAULT_MAX_FILE_MB = 25
const DEFAULT_PORT = 3000
const DEFAULT_RATE_KEY = 50
const DEFAULT_RATE_TENANT = 300
const MB = 1_048_576

/** Checks the environment once and fills in defaults; throws `CONFIG_INVALID` naming every bad variable. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  { cwd }: { cwd: string },
): Config {
  const problems: ConfigProblem[] = []
  const values = readValues(env, problems)
  const databaseUrls = readDatabaseUrls(values, problems)

  if (problems.length > 0) {
    throw configErrors.INVALID({ problems })
  }

  const publicHost = values.TENON_PUBLIC_HOST ?? 'localhost'

  return {
    contextKeys: values.TENON_CONTEXT_KEYS,
    dataDir: resolve(cwd, values.TENON_DATA_DIR ?? '.tenon'),
    databaseUrls,
    demo: values.TENON_DEMO ?? true,
    logLevel: values.TENON_LOG_LEVEL ?? 'info',
    mail: {
      from: values.TENON_MAIL_FROM ?? `Tenon <no-reply@${publicHost}>`,
      smtpUrl: values.TENON_SMTP_URL,
    },
    maxFileBytes: (values.TENON_MAX_FILE_MB ?? DEFAULT_MAX_FILE_MB) * MB,
    metricsToken: values.TENON_METRICS_TOKEN,
    oidcAllowHttp: values.TENON_OIDC_ALLOW_HTTP ?? false,
    ownerUrl: values.DATABASE_URL,
    platformLogin: {
      email: values.TENON_PLATFORM_EMAIL,
      password: values.TENON_PLATFORM_PASSWORD,
    },
    port: values.PORT ?? DEFAULT_PORT,
    publicHost,
    rate: {
      key: values.TENON_RATE_KEY ?? DEFAULT_RATE_KEY,
      tenant: values.TENON_RATE_TENANT ?? DEFAULT_RATE_TENANT,
    },
    secret: values.TENON_SECRET,
    tenant: values.TENON_TENANT,
    trustProxy: values.TENON_TRUST_PROXY ?? [],
  }
}

function readValues(
  env: Readonly<Record<string, string | undefined>>,
  problems: ConfigProblem[],
): Values {
  const values: Record<string, unknown> = {}

  for (const [variable, setting] of Object.entries<Setting>(settings)) {
    const given = env[variable]?.trim()

    // Compose files and CI systems pass unset variables on as empty text.
    if (given === undefined || given === '') {
      continue
    }
    const parsed = setting.schema.safeParse(given)

    if (parsed.success) {
      values[variable] = parsed.data
    } else {
      problems.push({
        allowed: setting.allowed,
        ...(setting.secret === true ? {} : { given }),
        variable,
      })
    }
  }

  return values
}

function readDatabaseUrls(values: Values, problems: ConfigProblem[]): DatabaseUrls | undefined {
  const app = values.TENON_DATABASE_URL_APP
  const relay = values.TENON_DATABASE_URL_RELAY
  const system = values.TENON_DATABASE_URL_SYSTEM
  const worker = values.TENON_DATABASE_URL_WORKER

  if ([app, relay, system, worker].every((url) => url === undefined)) {
    return undefined
  }

  const needed = { TENON_DATABASE_URL_APP: app, TENON_DATABASE_URL_SYSTEM: system }
  const reported = new Set(problems.map(({ variable }) => variable))

  for (const [variable, url] of Object.entries(needed)) {
    if (url === undefined && !reported.has(variable)) {
      problems.push({
        allowed: `set, since another TENON_DATABASE_URL is: ${settings.DATABASE_URL.allowed}`,
        variable,
      })
    }
  }
  if (values.TENON_SECRET === undefined && !reported.has('TENON_SECRET')) {
    problems.push({
      allowed: `set with an external database: ${settings.TENON_SECRET.allowed}`,
      variable: 'TENON_SECRET',
    })
  }

  return app === undefined || system === undefined ? undefined : { app, relay, system, worker }
}
