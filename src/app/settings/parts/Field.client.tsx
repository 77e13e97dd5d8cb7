'use client'

import { useId } from 'react'
import type { ReactNode } from 'react'

/** An input with its label above and a sentence of help below. */
export function Field(props: {
  children: (id: string) => ReactNode
  help?: ReactNode
  label: ReactNode
}) {
  const id = useId()

  return (
    <div className="tenon-set-field">
      <label className="tenon-set-field__label" htmlFor={id}>
        {props.label}
      </label>
      {props.children(id)}
      {props.help === undefined ? null : <p className="tenon-set-field__help">{props.help}</p>}
    </div>
  )
}

/** A checkbox with its label beside it. */
export function Check(props: {
  checked: boolean
  disabled?: boolean
  label: ReactNode
  onChange: (checked: boolean) => void
}) {
  return (
    <label className="tenon-check">
      <input
        checked={props.checked}
        className="tenon-checkbox"
        disabled={props.disabled}
        onChange={(event) => {
          props.onChange(event.target.checked)
        }}
        type="checkbox"
      />
      <span>{props.label}</span>
    </label>
  )
}

/** A choice of a few values. */
export function Select(props: {
  disabled?: boolean
  id?: string
  label?: string
  onChange: (value: string) => void
  options: readonly { label: string; value: string }[]
  value: string
}) {
  return (
    <select
      aria-label={props.label}
      className="tenon-input"
      disabled={props.disabled}
      id={props.id}
      onChange={(event) => {
        props.onChange(event.target.value)
      }}
      value={props.value}
    >
      {props.options.map(({ label, value }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}
