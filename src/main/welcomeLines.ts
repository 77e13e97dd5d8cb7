import { DEMO_PASSWORD } from '../identity/index.ts'
import type { Config } from '../kernel/config/index.ts'
import { demoTenants } from './demo/demoTenants.ts'

const PLATFORM_LOGIN = 'platform@tenon.test'

/** What a person who has just started the product needs: where it is, and who can sign in. */
export function welcomeLines({ config, port }: { config: Config; port: number }): string[] {
  const address = (name?: string): string =>
    `http://${name === undefined ? '' : `${name}.`}${config.publicHost}:${port}`
  if (!config.demo) {
    return ['', `Tenon is ready: ${address()}  (Ctrl-C stops it)`, '']
  }
  const logins = [
    ...demoTenants.flatMap(({ people, slug }) =>
      people.map(({ email }) => [address(slug), email] as const),
    ),
    [address(), PLATFORM_LOGIN] as const,
  ]
  const width = Math.max(...logins.map(([url]) => url.length))

  return [
    '',
    'Tenon is ready. Demo logins (on this machine only):',
    '',
    ...logins.map(([url, email]) => `  ${url.padEnd(width)}  ${email}`),
    '',
    `The password of all of them is ${DEMO_PASSWORD}. Ctrl-C stops everything.`,
    '',
  ]
}
