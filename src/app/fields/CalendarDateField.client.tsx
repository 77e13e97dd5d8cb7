'use client'

import { DatePicker, useField, useTranslation } from '@payloadcms/ui'
import type { DateFieldClientProps } from 'payload'

import { FieldFrame } from './FieldFrame.client.tsx'
import { useReadOnly } from './useReadOnly.client.ts'

const DAY = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})/

// The picker thinks in the browser's time zone; noon there is the same day as the text says.
function toPicker(value: unknown): Date | undefined {
  const parts = typeof value === 'string' ? DAY.exec(value)?.groups : undefined

  return (
    parts && new Date(Number(parts['year']), Number(parts['month']) - 1, Number(parts['day']), 12)
  )
}

function fromPicker(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0')
  const day = String(date.getDate()).padStart(2, '0')

  return `${String(date.getFullYear()).padStart(4, '0')}-${month}-${day}`
}

/** A day of the calendar, the same in every time zone. */
export function CalendarDateField(props: DateFieldClientProps) {
  const { i18n } = useTranslation()
  const { disabled, path, setValue, showError, value } = useField<null | string>({
    potentiallyStalePath: props.path,
  })
  const readOnly = useReadOnly(props, disabled)

  return (
    <FieldFrame
      field={props.field}
      kind="date-time-field"
      path={path}
      readOnly={readOnly}
      showError={showError}
    >
      <div id={`field-${path.replaceAll('.', '__')}`}>
        <DatePicker
          displayFormat={i18n.language === 'de' ? 'dd.MM.yyyy' : 'd MMM yyyy'}
          onChange={(date: Date | null) => {
            setValue(date ? fromPicker(date) : null)
          }}
          pickerAppearance="dayOnly"
          readOnly={readOnly}
          value={toPicker(value) as never}
        />
      </div>
    </FieldFrame>
  )
}
