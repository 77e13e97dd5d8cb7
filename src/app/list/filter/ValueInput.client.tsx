'use client'

import { useTranslation } from '@payloadcms/ui'
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

import type { FieldView, ListRows } from '../../../screens/index.ts'
import { labelText } from '../../format/labelText.ts'
import { FieldInput } from '../../ui/FieldInput.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import type { OperatorName } from './operators.ts'
import { PERIODS } from './periods.ts'

type ValueProps = {
  field: FieldView
  id: string
  onChange: (value: unknown) => void
  operator: OperatorName
  titles: ListRows['titles']
  value: unknown
}

const DELAY_MS = 300
const ME = '@me'

/** The value of a condition, as its field and its comparison take it. */
export function ValueInput(props: ValueProps) {
  const { field, operator } = props
  if (operator === 'within') {
    return <PeriodInput {...props} />
  }
  if (operator === 'in' || operator === 'not_in') {
    return field.kind === 'relation' ? <RecordsInput {...props} /> : <OptionsInput {...props} />
  }

  return <SingleInput {...props} />
}

function PeriodInput({ onChange, value }: ValueProps) {
  const t = useTexts(listTexts)

  return (
    <select
      aria-label={t('filter.period')}
      className="tenon-input"
      onChange={(event) => {
        onChange(event.target.value)
      }}
      value={typeof value === 'string' ? value : ''}
    >
      <option value="">—</option>
      {PERIODS.map((period) => (
        <option key={period} value={period}>
          {t(`filter.periods.${period}`)}
        </option>
      ))}
    </select>
  )
}

function OptionsInput({ field, onChange, value }: ValueProps) {
  const { i18n } = useTranslation()
  const t = useTexts(listTexts)
  const chosen = Array.isArray(value) ? value.map(String) : []

  return (
    <div aria-label={t('filter.value')} className="tenon-list__options" role="group">
      {field.options?.map((option) => (
        <label className="tenon-list__check-line" key={option.value}>
          <input
            checked={chosen.includes(option.value)}
            className="tenon-checkbox"
            onChange={(event) => {
              const others = chosen.filter((one) => one !== option.value)
              onChange(event.target.checked ? [...others, option.value] : others)
            }}
            type="checkbox"
          />
          <span>{labelText(option.label, i18n.language)}</span>
        </label>
      ))}
    </div>
  )
}

function RecordsInput({ field, id, onChange, titles, value }: ValueProps) {
  const t = useTexts(listTexts)
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const chosen = Array.isArray(value) ? value.map(String) : []
  const known = titles[field.relationTo ?? '']
  const nameOf = (one: string) =>
    one === ME ? t('filter.me') : (names[one] ?? known?.[one] ?? '…')
  const add = (one: string) => {
    onChange([...chosen.filter((other) => other !== one), one])
  }

  return (
    <div aria-label={t('filter.value')} className="tenon-list__records" role="group">
      {chosen.map((one) => (
        <button
          aria-label={`${t('filter.remove')}: ${nameOf(one)}`}
          className="tenon-list__chip"
          key={one}
          onClick={() => {
            onChange(chosen.filter((other) => other !== one))
          }}
          type="button"
        >
          {nameOf(one)}
          <X aria-hidden size={12} />
        </button>
      ))}
      {field.relationTo === 'users' && !chosen.includes(ME) ? (
        <button
          className="tenon-list__chip tenon-list__chip--offered"
          onClick={() => {
            add(ME)
          }}
          type="button"
        >
          {t('filter.me')}
        </button>
      ) : null}
      <label className="tenon-visually-hidden" htmlFor={id}>
        {t('filter.value')}
      </label>
      <FieldInput
        field={{ ...field, readOnly: false, required: true }}
        id={id}
        key={chosen.length}
        onChange={(next, title) => {
          if (typeof next === 'string') {
            setNames((last) => ({ ...last, [next]: title ?? '' }))
            add(next)
          }
        }}
        value={null}
      />
    </div>
  )
}

/** A value that is typed waits until the person has typed it. */
function SingleInput({ field, id, onChange, value }: ValueProps) {
  const t = useTexts(listTexts)
  const [typed, setTyped] = useState<unknown>(value ?? null)
  const told = useRef(onChange)
  useEffect(() => {
    told.current = onChange
  })
  useEffect(() => {
    if (typed === (value ?? null)) {
      return
    }
    const timer = setTimeout(() => {
      told.current(typed)
    }, DELAY_MS)

    return () => {
      clearTimeout(timer)
    }
  }, [typed, value])

  return (
    <>
      <label className="tenon-visually-hidden" htmlFor={id}>
        {t('filter.value')}
      </label>
      <FieldInput
        field={{ ...field, multiline: false, readOnly: false, required: false }}
        id={id}
        onChange={(next) => {
          setTyped(next)
        }}
        value={numberOf(field, typed)}
      />
    </>
  )
}

/** Links write numbers as text. */
function numberOf({ kind }: FieldView, value: unknown): unknown {
  return (kind === 'integer' || kind === 'number') && typeof value === 'string' && value !== ''
    ? Number(value)
    : value
}
