'use client'

import { useTranslation } from '@payloadcms/ui'
import type { SyntheticEvent } from 'react'
import { useState } from 'react'

import type { FieldView } from '../../../screens/index.ts'
import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { Dialog } from '../../ui/Dialog.client.tsx'
import { FieldInput } from '../../ui/FieldInput.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'

/** Asks for one value for many records: of a field that is chosen first where there are several. */
export function FieldDialog(props: {
  fields: readonly FieldView[]
  heading: string
  note?: string | undefined
  onApply: (field: FieldView, value: unknown) => void
  onClose: () => void
}) {
  const { fields, heading, note, onApply, onClose } = props
  const t = useTexts(listTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const [path, setPath] = useState(fields[0]?.path ?? '')
  const [value, setValue] = useState<unknown>(null)
  const field = fields.find((one) => one.path === path)
  const isMissing = field?.required === true && (value === null || value === '')
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (field !== undefined) {
      onApply(field, field.kind === 'boolean' ? value === true : value)
    }
  }

  return (
    <Dialog
      {...(note === undefined ? {} : { description: note })}
      heading={heading}
      isOpen
      onClose={onClose}
    >
      <form className="tenon-list__form" onSubmit={submit}>
        {fields.length > 1 ? (
          <label>
            <span>{t('bulk.field')}</span>
            <select
              className="tenon-input"
              onChange={(event) => {
                setPath(event.target.value)
                setValue(null)
              }}
              value={path}
            >
              {fields.map((one) => (
                <option key={one.path} value={one.path}>
                  {labelText(one.label, i18n.language)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {field === undefined ? null : (
          <div>
            <label htmlFor="tenon-bulk-value">
              {fields.length > 1 ? t('bulk.newValue') : labelText(field.label, i18n.language)}
            </label>
            <FieldInput
              field={field}
              id="tenon-bulk-value"
              key={path}
              onChange={(next) => {
                setValue(next)
              }}
              value={value}
            />
          </div>
        )}
        <div className="tenon-list__dialog-foot">
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button disabled={isMissing || note !== undefined} look="primary" type="submit">
            {t('bulk.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
