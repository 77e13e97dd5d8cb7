'use client'

import { useField } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { useState } from 'react'

import { brokenJson, brokenText } from './brokenJson.ts'
import { FieldFrame } from './FieldFrame.client.tsx'
import { useReadOnly } from './useReadOnly.client.ts'

const INDENT = 2
const MOST_ROWS = 24

function read(text: string): unknown {
  try {
    return text.trim() === '' ? null : (JSON.parse(text) as unknown)
  } catch {
    return brokenJson(text)
  }
}

function written(value: unknown): string {
  if (value === undefined || value === null) {
    return ''
  }

  return brokenText(value) ?? JSON.stringify(value, null, INDENT)
}

/** JSON in a plain text area: Payload's own editor loads its code from another host. */
export function JsonField(props: JSONFieldClientProps) {
  const [typed, setTyped] = useState<null | string>(null)
  const { disabled, path, setValue, showError, value } = useField<unknown>({
    potentiallyStalePath: props.path,
  })
  const readOnly = useReadOnly(props, disabled)
  const isBroken = brokenText(value) !== undefined
  const shown = typed ?? written(value)

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
          setTyped(null)
        }}
        onChange={(event) => {
          setTyped(event.target.value)
          setValue(read(event.target.value))
        }}
        rows={Math.min(Math.max(shown.split('\n').length, 2), MOST_ROWS)}
        spellCheck={false}
        value={shown}
      />
    </FieldFrame>
  )
}
