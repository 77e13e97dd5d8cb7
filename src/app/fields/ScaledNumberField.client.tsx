'use client'

import { useField, useTranslation } from '@payloadcms/ui'
import type { NumberFieldClientProps } from 'payload'
import { useState } from 'react'

import { formatScaled, parseScaled } from '../format/scaled.ts'
import type { Scale } from '../format/scaled.ts'
import { FieldFrame } from './FieldFrame.client.tsx'
import { useReadOnly } from './useReadOnly.client.ts'

/** An input for an integer that stands for a decimal number, typed the way the language writes it. */
export function ScaledNumberField(props: NumberFieldClientProps & { scale: Scale; unit: string }) {
  const { field, scale, unit } = props
  const { i18n } = useTranslation()
  const { disabled, path, setValue, showError, value } = useField<null | number>({
    potentiallyStalePath: props.path,
  })
  const [typed, setTyped] = useState<null | string>(null)
  const readOnly = useReadOnly(props, disabled)
  const written = typeof value === 'number' ? formatScaled(value, scale, i18n.language) : ''

  const change = (text: string) => {
    setTyped(text)
    const parsed = parseScaled(text, scale, i18n.language)
    if (parsed !== undefined) {
      setValue(parsed)
    }
  }

  return (
    <FieldFrame field={field} kind="number" path={path} readOnly={readOnly} showError={showError}>
      <div className="tenon-unit-input">
        <input
          autoComplete="off"
          disabled={readOnly}
          id={`field-${path.replaceAll('.', '__')}`}
          inputMode="decimal"
          name={path}
          onBlur={() => {
            setTyped(null)
          }}
          onChange={(event) => {
            change(event.target.value)
          }}
          type="text"
          value={typed ?? written}
        />
        {unit === '' ? null : <span className="tenon-unit-input__unit">{unit}</span>}
      </div>
    </FieldFrame>
  )
}
