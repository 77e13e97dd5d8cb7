'use client'

import { useTranslation } from '@payloadcms/ui'
import { useState } from 'react'

import { labelText } from '../format/labelText.ts'
import { Button } from '../ui/Button.client.tsx'
import { Dialog } from '../ui/Dialog.client.tsx'
import { FieldInput } from '../ui/FieldInput.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { recordTexts } from './translations/index.ts'
import { at } from './values.ts'

/** Asks for the fields that a step wants before the record may stand there. */
export function StageDialog(props: {
  missing: readonly string[]
  name: string
  onClose: () => void
  onMove: (values: Readonly<Record<string, unknown>>) => void
}) {
  const { missing, name, onClose, onMove } = props
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const ui = useTexts(uiTexts)
  const { data } = useRecordState()
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({})
  const fields = data.collection.fields.filter(({ path }) => missing.includes(path))

  return (
    <Dialog
      description={t('stages.asks', { name })}
      heading={t('stages.moveTo', { name })}
      isOpen
      onClose={onClose}
    >
      <form
        className="tenon-stack"
        onSubmit={(event) => {
          event.preventDefault()
          onMove(values)
        }}
      >
        {fields.map((field) => (
          <div className="tenon-stack__field" key={field.path}>
            <label htmlFor={`stage-${field.path}`}>{labelText(field.label, i18n.language)}</label>
            <FieldInput
              field={field}
              id={`stage-${field.path}`}
              onChange={(value) => {
                setValues((last) => ({ ...last, [field.path]: value }))
              }}
              value={values[field.path] ?? at(data.doc, field.path)}
            />
          </div>
        ))}
        <div className="tenon-dialog__foot">
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button look="primary" type="submit">
            {t('stages.moveTo', { name })}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
