'use client'

import { useFormFields } from '@payloadcms/ui'
import type { NumberFieldClientProps } from 'payload'

import { useTenant } from '../components/TenantContext.client.tsx'
import { currencyDigits } from '../format/currencyDigits.ts'
import { ScaledNumberField } from './ScaledNumberField.client.tsx'

/** An amount in minor units; its currency is a field of the form or, without one, the tenant's. */
export function MoneyField(props: NumberFieldClientProps & { currencyField?: string }) {
  const tenant = useTenant()
  const { currencyField } = props
  const chosen = useFormFields(([fields]) =>
    currencyField === undefined ? undefined : fields[currencyField]?.value,
  )
  const currency = typeof chosen === 'string' && chosen !== '' ? chosen : (tenant?.currency ?? '')
  const digits = currencyDigits(currency)

  return <ScaledNumberField {...props} scale={{ digits, shown: digits }} unit={currency} />
}
