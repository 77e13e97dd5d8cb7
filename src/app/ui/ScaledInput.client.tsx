'use client'

import { useTranslation } from '@payloadcms/ui'
import { useState } from 'react'

import { formatScaled, parseScaled } from '../format/scaled.ts'
import type { Scale } from '../format/scaled.ts'
import type { FieldInputProps } from './FieldInput.client.tsx'

/** An input for an integer that stands for a decimal number, typed the way the language writes it. */
export function ScaledInput(props: FieldInputProps & { scale: Scale; unit: string }) {
  const { autoFocus, field, id, onChange, scale, unit, value } = props
  const { i18n } = useTranslation()
  const [typed, setTyped] = useState<null | string>(null)
  const written = typeof value === 'number' ? formatScaled(value, scale, i18n.language) : ''

  return (
    <span className="tenon-unit-input">
      <input
        autoComplete="off"
        autoFocus={autoFocus}
        className="tenon-input"
        disabled={field.readOnly}
        id={id}
        inputMode="decimal"
        onBlur={() => {
          setTyped(null)
        }}
        onChange={(event) => {
          setTyped(event.target.value)
          const parsed = parseScaled(event.target.value, scale, i18n.language)
          if (parsed !== undefined) {
            onChange(parsed)
          }
        }}
        type="text"
        value={typed ?? written}
      />
      {unit === '' ? null : <span className="tenon-unit-input__unit">{unit}</span>}
    </span>
  )
}
