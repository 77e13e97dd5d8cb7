'use client'

import { useField } from '@payloadcms/ui'
import type { CodeFieldClientProps } from 'payload'

import { FieldFrame } from './FieldFrame.client.tsx'
import { useReadOnly } from './useReadOnly.client.ts'

const LEAST_ROWS = 4
const MOST_ROWS = 32

/** Code in a plain text area: Payload's own editor loads its code from another host. */
export function CodeField(props: CodeFieldClientProps) {
  const { disabled, path, setValue, showError, value } = useField<null | string>({
    potentiallyStalePath: props.path,
  })
  const readOnly = useReadOnly(props, disabled)
  const shown = value ?? ''

  return (
    <FieldFrame
      field={props.field}
      kind="textarea"
      path={path}
      readOnly={readOnly}
      showError={showError}
    >
      <textarea
        className="textarea-element tenon-json"
        disabled={readOnly}
        id={`field-${path.replaceAll('.', '__')}`}
        name={path}
        onChange={(event) => {
          setValue(event.target.value)
        }}
        rows={Math.min(Math.max(shown.split('\n').length, LEAST_ROWS), MOST_ROWS)}
        spellCheck={false}
        value={shown}
      />
    </FieldFrame>
  )
}
