import { accent, industry, logo, readSetting } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { currencyCodes } from '../../fields/index.ts'
import { locales } from '../../kernel/i18n/index.ts'
import type { ScreenReader } from '../types.ts'

/** What the tenant is called, counts in and looks like, and what it may choose from. */
export async function loadCompany({ tenant }: ScreenReader) {
  const [colour, picture, trade] = await Promise.all([
    readSetting(accent),
    readSetting(logo),
    readSetting(industry),
  ])

  return {
    accent: colour,
    currencies: currencyCodes.map((code) => ({ code, name: nameIn(code, 'currency') })),
    currency: tenant.currency,
    hasLogo: picture !== null,
    industry: trade,
    locale: tenant.locale,
    locales: locales.map((code) => ({ code, name: nameIn(code, 'language') })),
    name: tenant.name,
    timeZone: tenant.timeZone,
    timeZones: Intl.supportedValuesOf('timeZone'),
  }
}

/** Named here, since a browser may know other names and the page must not change under its reader. */
function nameIn(code: string, type: 'currency' | 'language'): Label {
  return Object.fromEntries(
    locales.map((locale) => [locale, new Intl.DisplayNames([locale], { type }).of(code) ?? code]),
  )
}
