import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

import { createPlatformStaff, hasPlatformStaff } from '../../identity/index.ts'
import { mainErrors } from '../errors.ts'

/** A login as it was given, whole or in part. */
export type GivenLogin = { email: string | undefined; password: string | undefined }

/**
 * Sees to a login of the platform's own before a real tenant is made: takes the one that was given, else
 * asks for it at a terminal. False when there is still none; throws `TENON_PLATFORM_LOGIN_HALF` for an
 * e-mail without a password or the other way round.
 */
export async function ensurePlatformLogin(
  given: GivenLogin,
  ask: (() => Promise<GivenLogin>) | undefined,
): Promise<boolean> {
  if ((given.email === undefined) !== (given.password === undefined)) {
    throw mainErrors.PLATFORM_LOGIN_HALF({})
  }
  const isGiven = given.email !== undefined
  if (!isGiven && (await hasPlatformStaff())) {
    return true
  }
  const login = isGiven ? given : await ask?.()
  if (!login?.email || !login.password) {
    return false
  }
  await createPlatformStaff({ email: login.email, name: login.email, password: login.password })

  return true
}

/** Asks for the login at a terminal, the password unseen; undefined where there is no terminal. */
export function terminalQuestion(): (() => Promise<GivenLogin>) | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    return undefined
  }

  return async () => {
    process.stderr.write(`${mainErrors.PLATFORM_STAFF_MISSING({}).message}\n`)
    let isShown = true
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (isShown) {
          process.stderr.write(chunk)
        }
        done()
      },
    })
    const terminal = createInterface({ input: process.stdin, output, terminal: true })
    try {
      const email = await terminal.question('E-mail (empty: later): ')
      if (email.trim() === '') {
        return { email: undefined, password: undefined }
      }
      process.stderr.write('Password: ')
      isShown = false
      const password = await terminal.question('')
      process.stderr.write('\n')

      return { email, password }
    } finally {
      terminal.close()
    }
  }
}
