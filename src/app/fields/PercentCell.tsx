import type { DefaultServerCellComponentProps } from 'payload'

import { formatScaled } from '../format/scaled.ts'

/** A share, kept in hundredths of a percent, in a list. */
export function PercentCell(props: DefaultServerCellComponentProps) {
  const value: unknown = props.cellData

  return typeof value === 'number' ? (
    <span className="tenon-figure">
      {formatScaled(value, { digits: 2, shown: 0 }, props.i18n.language)} %
    </span>
  ) : null
}
