'use client'

import { useField, useTranslation } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'

import { labelText } from '../format/labelText.ts'
import { FieldFrame } from './FieldFrame.client.tsx'
import { useReadOnly } from './useReadOnly.client.ts'

type LabelValue = null | Record<string, string> | string | undefined

function changed(
  value: LabelValue,
  language: string,
  text: string,
  languages: readonly string[],
): LabelValue {
  const before =
    typeof value === 'string'
      ? Object.fromEntries(languages.map((code) => [code, value]))
      : (value ?? {})
  const kept = Object.entries({ ...before, [language]: text }).filter(([, part]) => part !== '')

  return kept.length === 0 ? null : Object.fromEntries(kept)
}

/** A name that may differ by language: one input for each language there is. */
export function LabelField(props: JSONFieldClientProps) {
  const { i18n, languageOptions } = useTranslation()
  const ordered = languageOptions.toSorted(
    (one, other) => Number(other.value === i18n.language) - Number(one.value === i18n.language),
  )
  const languages = languageOptions.map(({ value }) => value)
  const { disabled, path, setValue, showError, value } = useField<LabelValue>({
    potentiallyStalePath: props.path,
  })
  const readOnly = useReadOnly(props, disabled)
  const id = `field-${path.replaceAll('.', '__')}`

  return (
    <FieldFrame
      field={props.field}
      kind="text"
      path={path}
      readOnly={readOnly}
      showError={showError}
    >
      <div className="tenon-label-inputs">
        {ordered.map(({ label, value: language }, index) => (
          <div className="tenon-unit-input" key={language}>
            <input
              aria-label={label}
              disabled={readOnly}
              id={index === 0 ? id : `${id}-${language}`}
              lang={language}
              onChange={(event) => {
                setValue(changed(value, language, event.target.value, languages))
              }}
              type="text"
              value={typeof value === 'object' ? (value?.[language] ?? '') : labelText(value, '')}
            />
            <span className="tenon-unit-input__unit">{language.toUpperCase()}</span>
          </div>
        ))}
      </div>
    </FieldFrame>
  )
}
