import { setTimeout } from 'node:timers/promises'

import type { Request } from 'express'

import { requestPlatformReset, requestWorkspaceLinks } from '../../../identity/index.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { ANSWER_AFTER_MS } from '../routes/passwordRoutes.ts'
import { authTexts } from '../translations/index.ts'
import type { ConsoleSettings } from './types.ts'

/** Asks for a reset link for the platform's staff; takes and answers the same for every address. */
export async function askForPlatformReset(
  request: Request,
  settings: ConsoleSettings,
  email: string,
): Promise<void> {
  const locale = pageLocale(request)
  const name = authTexts.translate(locale, 'console.platform')
  await sameTime(
    requestPlatformReset({
      email,
      ip: request.ip ?? '',
      platform: { locale, name, origin: settings.platformOrigin() },
    }),
  )
  settings.mails.kick()
}

/** Asks for a mail with a person's tenants; takes and answers the same for every address. */
export async function askForWorkspaces(
  request: Request,
  settings: ConsoleSettings,
  email: string,
): Promise<void> {
  const { originOf } = settings
  await sameTime(
    requestWorkspaceLinks({ email, ip: request.ip ?? '', locale: pageLocale(request), originOf }),
  )
  settings.mails.kick()
}

async function sameTime(work: Promise<void>): Promise<void> {
  await Promise.all([work, setTimeout(ANSWER_AFTER_MS)])
}
