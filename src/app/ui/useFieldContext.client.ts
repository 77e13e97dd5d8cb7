'use client'

import { useTranslation } from '@payloadcms/ui'
import { useMemo } from 'react'

import type { FieldView } from '../../screens/index.ts'
import { useTenant } from '../components/TenantContext.client.tsx'
import type { FieldContext } from './fieldText.ts'

/** Names of amounts in the tenant's own currency end so: `amountBase` beside `amount`. */
const BASE_AMOUNT = 'Base'

/**
 * How values of a record are written for the reader: `contextOf(field, doc)` takes the currency from the record
 * where the amount is in the record's, else from the tenant.
 */
export function useFieldContext(titles?: FieldContext['titles']): {
  contextOf: (
    field: Pick<FieldView, 'path'>,
    doc: Readonly<Record<string, unknown>>,
  ) => FieldContext
} {
  const tenant = useTenant()
  const { i18n } = useTranslation()
  const { language } = i18n
  const currency = tenant?.currency ?? ''
  const timeZone = tenant?.timeZone ?? 'UTC'

  return useMemo(
    () => ({
      contextOf: ({ path }, doc) => {
        const own = doc['currency']

        return {
          currency:
            typeof own === 'string' && own !== '' && !path.endsWith(BASE_AMOUNT) ? own : currency,
          language,
          timeZone,
          ...(titles === undefined ? {} : { titles }),
        }
      },
    }),
    [currency, language, timeZone, titles],
  )
}
