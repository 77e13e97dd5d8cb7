'use client'

import { useTranslation } from '@payloadcms/ui'

import type { FieldView } from '../../screens/index.ts'
import { useTenant } from '../components/TenantContext.client.tsx'
import { currencyDigits } from '../format/currencyDigits.ts'
import { labelText } from '../format/labelText.ts'
import type { Scale } from '../format/scaled.ts'
import { RelationInput } from './RelationInput.client.tsx'
import { ScaledInput } from './ScaledInput.client.tsx'
import { uiTexts } from './translations/index.ts'
import { useTexts } from './useTexts.client.ts'

/** What every input of a field is given. */
export type FieldInputProps = {
  autoFocus?: boolean
  /** Currency of an amount; default: the tenant's. */
  currency?: string
  field: FieldView
  id: string
  /** Of a relation, also what the chosen record is called. */
  onChange: (value: unknown, title?: string) => void
  /** What the related record is called, where one is chosen already. */
  title?: string
  value: unknown
}

const SCALES: Readonly<Record<string, Scale>> = {
  percent: { digits: 2, shown: 0 },
  thousandths: { digits: 3, shown: 0 },
}

/** The input that fits a field: what it gives back is the value as the API takes it, null for none. */
export function FieldInput(props: FieldInputProps) {
  const { field } = props
  switch (field.kind) {
    case 'boolean':
      return <BooleanInput {...props} />
    case 'choice':
      return <ChoiceInput {...props} />
    case 'date':
    case 'instant':
      return <TimeInput {...props} />
    case 'integer':
    case 'number':
      return <NumberInput {...props} />
    case 'relation':
      return <RelationInput {...props} />
    case 'json':
    case 'polymorphic':
    case 'text':
      return <TextInput {...props} />
  }
}

function TextInput({ autoFocus, field, id, onChange, value }: FieldInputProps) {
  const shown = typeof value === 'string' ? value : ''
  const given = {
    autoFocus,
    className: 'tenon-input',
    disabled: field.readOnly,
    id,
    maxLength: field.maxLength,
    value: shown,
  }
  const change = (text: string) => {
    onChange(text === '' ? null : text)
  }

  return field.multiline === true ? (
    <textarea
      {...given}
      onChange={(event) => {
        change(event.target.value)
      }}
      rows={4}
    />
  ) : (
    <input
      {...given}
      onChange={(event) => {
        change(event.target.value)
      }}
      type={inputType(field.semantic)}
    />
  )
}

function inputType(semantic: string | undefined): string {
  return semantic === 'email' ? 'email' : semantic === 'phone' ? 'tel' : 'text'
}

function BooleanInput({ autoFocus, field, id, onChange, value }: FieldInputProps) {
  return (
    <input
      autoFocus={autoFocus}
      checked={value === true}
      className="tenon-checkbox"
      disabled={field.readOnly}
      id={id}
      onChange={(event) => {
        onChange(event.target.checked)
      }}
      type="checkbox"
    />
  )
}

function ChoiceInput({ autoFocus, field, id, onChange, value }: FieldInputProps) {
  const { i18n } = useTranslation()
  const t = useTexts(uiTexts)

  return (
    <select
      autoFocus={autoFocus}
      className="tenon-input"
      disabled={field.readOnly}
      id={id}
      onChange={(event) => {
        onChange(event.target.value === '' ? null : event.target.value)
      }}
      value={typeof value === 'string' ? value : ''}
    >
      <option value="">{field.required ? t('choose') : '—'}</option>
      {field.options?.map((option) => (
        <option key={option.value} value={option.value}>
          {labelText(option.label, i18n.language)}
        </option>
      ))}
    </select>
  )
}

function TimeInput({ autoFocus, field, id, onChange, value }: FieldInputProps) {
  const isDay = field.kind === 'date'
  const text = typeof value === 'string' ? value : ''

  return (
    <input
      autoFocus={autoFocus}
      className="tenon-input"
      disabled={field.readOnly}
      id={id}
      onChange={(event) => {
        const typed = event.target.value
        onChange(typed === '' ? null : isDay ? typed : new Date(typed).toISOString())
      }}
      type={isDay ? 'date' : 'datetime-local'}
      value={isDay ? text.slice(0, 10) : localMinutes(text)}
    />
  )
}

/** An instant as the browser's own input wants it: local, to the minute. */
function localMinutes(text: string): string {
  const time = new Date(text)
  if (text === '' || Number.isNaN(time.getTime())) {
    return ''
  }

  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function NumberInput(props: FieldInputProps) {
  const tenant = useTenant()
  const { field } = props
  const currency = props.currency ?? tenant?.currency ?? ''
  const digits = currencyDigits(currency)
  const scale =
    field.semantic === 'money'
      ? { digits, shown: digits }
      : (SCALES[field.semantic ?? ''] ?? { digits: 0, shown: 0 })
  const unit = field.semantic === 'money' ? currency : field.semantic === 'percent' ? '%' : ''

  return field.kind === 'number' ? (
    <input
      autoFocus={props.autoFocus}
      className="tenon-input"
      disabled={field.readOnly}
      id={props.id}
      onChange={(event) => {
        props.onChange(event.target.value === '' ? null : Number(event.target.value))
      }}
      step="any"
      type="number"
      value={typeof props.value === 'number' ? props.value : ''}
    />
  ) : (
    <ScaledInput {...props} scale={scale} unit={unit} />
  )
}
