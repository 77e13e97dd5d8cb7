import type { DefaultServerCellComponentProps } from 'payload'

import { formatScaled } from '../format/scaled.ts'

/** A quantity, kept in thousandths, in a list. */
export function QuantityCell(props: DefaultServerCellComponentProps) {
  const value: unknown = props.cellData

  return typeof value === 'number' ? (
    <span className="tenon-figure">
      {formatScaled(value, { digits: 3, shown: 0 }, props.i18n.language)}
    </span>
  ) : null
}
