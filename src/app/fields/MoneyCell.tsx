import type { DefaultServerCellComponentProps } from 'payload'

import { formatMoney } from '../format/formatMoney.ts'
import { currentTenant } from '../tenant.ts'

/** An amount in a list; its currency is a field of the row or, without one, the tenant's. */
export async function MoneyCell(
  props: DefaultServerCellComponentProps & { currencyField?: string },
) {
  const { cellData, currencyField, i18n, rowData } = props as {
    cellData: unknown
    currencyField?: string
    i18n: { language: string }
    rowData: Record<string, unknown>
  }
  if (typeof cellData !== 'number') {
    return null
  }
  const own = currencyField === undefined ? undefined : rowData[currencyField]
  const currency = typeof own === 'string' ? own : ((await currentTenant())?.currency ?? '')

  return <span className="tenon-figure">{formatMoney(cellData, currency, i18n.language)}</span>
}
