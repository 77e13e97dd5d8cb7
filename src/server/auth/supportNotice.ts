import { supportOf } from '../../identity/index.ts'
import { requestContext } from '../requestContext.ts'
import { authTexts } from './translations/index.ts'

/** What a banner tells whoever looks at the screens of the running request as support; null for all others. */
export function supportNotice(locale: string): null | { leave: string; text: string } {
  const context = requestContext.getStore()
  const support = supportOf(context?.principal ?? null)
  if (context === undefined || support === null) {
    return null
  }
  const until = new Date(support.expiresAt).toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: context.tenant.timeZone,
  })

  return {
    leave: authTexts.translate(locale, 'support.leave'),
    text: authTexts.translate(locale, `support.${support.level}`, {
      tenant: context.tenant.name,
      until,
    }),
  }
}
