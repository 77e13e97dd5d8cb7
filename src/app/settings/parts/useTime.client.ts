'use client'

import { useTranslation } from '@payloadcms/ui'
import { useCallback } from 'react'

import { useTenant } from '../../components/TenantContext.client.tsx'
import { formatLocale } from '../../ui/fieldText.ts'

/** Writes points in time the way the reader's language does, in the tenant's time zone; a dash for none. */
export function useTime(): (instant: null | string | undefined) => string {
  const { i18n } = useTranslation()
  const { language } = i18n
  const timeZone = useTenant()?.timeZone ?? 'UTC'

  return useCallback(
    (instant) =>
      instant === null || instant === undefined
        ? '—'
        : new Intl.DateTimeFormat(formatLocale(language), {
            dateStyle: 'medium',
            timeStyle: 'short',
            timeZone,
          }).format(new Date(instant)),
    [language, timeZone],
  )
}
