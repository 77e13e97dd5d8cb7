'use client'

import { useField, useTranslation } from '@payloadcms/ui'
import type { JSONFieldClientProps, JsonObject } from 'payload'
import { useCallback, useState } from 'react'

import { FieldFrame } from './FieldFrame.client.tsx'

const INDENT = 2
const MOST_ROWS = 24

type Json = JsonObject | boolean | null | number | string | undefined | unknown[]

/** JSON in a plain text area: Payload's own editor loads its code from another host. */
export function JsonField(props: JSONFieldClientProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<null | string>(null)
  const [isBroken, setIsBroken] = useState(false)
  const validate = useCallback(
    () => (isBroken ? t('validation:invalidInput') : true),
    [isBroken, t],
  )
  const { disabled, path, setValue, showError, value } = useField<Json>({
    potentiallyStalePath: props.path,
    validate,
  })
  const readOnly = props.readOnly === true || props.field.admin?.readOnly === true || disabled
  const written = value === undefined || value === null ? '' : JSON.stringify(value, null, INDENT)
  const shown = typed ?? written

  const change = (text: string) => {
    setTyped(text)
    try {
      setValue(text.trim() === '' ? null : (JSON.parse(text) as Json))
      setIsBroken(false)
    } catch {
      setIsBroken(true)
    }
  }

  return (
    <FieldFrame
      field={props.field}
      kind="textarea"
      path={path}
      readOnly={readOnly}
      showError={showError || isBroken}
    >
      <textarea
        aria-invalid={isBroken}
        className="textarea-element tenon-json"
        disabled={readOnly}
        id={`field-${path.replaceAll('.', '__')}`}
        name={path}
        onBlur={() => {
          if (!isBroken) {
            setTyped(null)
          }
        }}
        onChange={(event) => {
          change(event.target.value)
        }}
        rows={Math.min(Math.max(shown.split('\n').length, 2), MOST_ROWS)}
        spellCheck={false}
        value={shown}
      />
    </FieldFrame>
  )
}
