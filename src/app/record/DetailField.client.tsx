'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import { Check, Pencil, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useId, useRef, useState } from 'react'

import type { FieldView } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { ApiError } from '../ui/callApi.ts'
import { FieldInput } from '../ui/FieldInput.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import type { Conflict } from './ConflictDialog.client.tsx'
import { ConflictDialog } from './ConflictDialog.client.tsx'
import { FieldValue } from './FieldValue.client.tsx'
import { useRecordState } from './RecordContext.client.tsx'
import { recordTexts } from './translations/index.ts'
import type { Doc } from './types.ts'
import { at, isEmpty, isSame } from './values.ts'

const ICON = 15

/** A field of the record: shown, and edited where it stands after a click or Enter. */
export function DetailField(props: { field: FieldView; within: string }) {
  const { field, within } = props
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { data, isOpen } = useRecordState()
  const [isEditing, setEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const { doc } = data
  const whole = labelText(field.label, i18n.language)
  const label = whole.startsWith(`${within}: `) ? whole.slice(within.length + 2) : whole
  const mayEdit = isOpen && !field.readOnly && field.kind !== 'json' && field.kind !== 'polymorphic'
  const close = () => {
    setEditing(false)
    // Focus goes back to where it was, once the button is there again.
    requestAnimationFrame(() => opener.current?.focus())
  }

  return (
    <div className="tenon-field" data-field={field.path}>
      <dt>{label}</dt>
      {isEditing ? (
        <dd>
          <FieldEditor doc={doc} field={field} label={label} onClose={close} />
        </dd>
      ) : (
        // A click beside the button is a shortcut for the mouse alone; the button is there for everybody.
        <dd
          className={mayEdit ? 'tenon-field__value tenon-field__value--open' : 'tenon-field__value'}
          onClick={(event) => {
            if (mayEdit && !(event.target as Element).closest('a')) {
              setEditing(true)
            }
          }}
        >
          {isEmpty(at(doc, field.path)) ? (
            <span className="tenon-field__empty">—</span>
          ) : (
            <FieldValue doc={doc} field={field} />
          )}
          {mayEdit ? (
            <button
              aria-label={t('details.edit', { field: label })}
              className="tenon-icon-button tenon-field__edit"
              onClick={() => {
                setEditing(true)
              }}
              ref={opener}
              type="button"
            >
              <Pencil aria-hidden size={ICON} />
            </button>
          ) : null}
        </dd>
      )}
    </div>
  )
}

function FieldEditor(props: { doc: Doc; field: FieldView; label: string; onClose: () => void }) {
  const { doc, field, label, onClose } = props
  const t = useTexts(recordTexts)
  const ui = useTexts(uiTexts)
  const { contextOf, save } = useRecordState()
  const id = useId()
  // What the editing began with: whoever was faster is told apart by it.
  const [base] = useState(doc)
  const [value, setValue] = useState(at(doc, field.path))
  const [fault, setFault] = useState('')
  const [isSaving, setSaving] = useState(false)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const context = contextOf(field, doc)

  const store = async (wanted: unknown, from: Doc) => {
    if (field.required && isEmpty(wanted)) {
      setFault(t('details.required', { field: label }))

      return
    }
    if (isSame(wanted, at(from, field.path))) {
      onClose()

      return
    }
    setSaving(true)
    try {
      const result = await save({ [field.path]: wanted }, from)
      if (result.kind === 'conflict') {
        setConflict({ fresh: result.fresh, mine: wanted, who: result.who })
      } else {
        if (result.merged) {
          toast.info(t('conflict.both'))
        }
        onClose()
      }
    } catch (error) {
      setFault(messageOf(error, field.path))
    } finally {
      setSaving(false)
    }
  }
  const submit = () => void store(value, base)
  const onKeyDown = (event: KeyboardEvent) => {
    // What opens above the page is no part of it, though its keys are heard here too.
    if (!event.currentTarget.contains(event.target as Node)) {
      return
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Enter' && isSubmit(event, field)) {
      event.preventDefault()
      submit()
    }
  }
  const choosesAtOnce = field.kind === 'relation' || field.kind === 'boolean'

  return (
    // Keys of the input inside are heard here.
    <div className="tenon-field__editor" onKeyDown={onKeyDown}>
      <label className="tenon-hidden" htmlFor={id}>
        {label}
      </label>
      <FieldInput
        autoFocus
        currency={context.currency}
        field={field}
        id={id}
        onChange={(next) => {
          setValue(next)
          setFault('')
          if (choosesAtOnce) {
            void store(next, base)
          }
        }}
        value={value}
        {...titleOf(field, value, context.titles)}
      />
      <span className="tenon-field__buttons">
        <button
          aria-label={t('details.save', { field: label })}
          className="tenon-icon-button"
          disabled={isSaving}
          onClick={submit}
          type="button"
        >
          <Check aria-hidden size={ICON} />
        </button>
        <button
          aria-label={ui('cancel')}
          className="tenon-icon-button"
          onClick={onClose}
          type="button"
        >
          <X aria-hidden size={ICON} />
        </button>
      </span>
      {fault === '' ? null : (
        <p className="tenon-field__fault" role="alert">
          {fault}
        </p>
      )}
      {conflict === null ? null : (
        <ConflictDialog
          conflict={conflict}
          field={field}
          label={label}
          onClose={() => {
            setConflict(null)
          }}
          onKeep={() => {
            setConflict(null)
            void store(conflict.mine, conflict.fresh.doc)
          }}
          onTake={() => {
            setConflict(null)
            onClose()
          }}
        />
      )}
    </div>
  )
}

/** Enter ends a line in a text of several, and opens what is chosen from a list. */
function isSubmit(event: KeyboardEvent, field: FieldView): boolean {
  return field.multiline === true ? event.ctrlKey || event.metaKey : field.kind !== 'relation'
}

function messageOf(error: unknown, path: string): string {
  if (!(error instanceof ApiError)) {
    return String(error)
  }
  const own = error.faults.find((one) => one.field === path)

  return own?.message ?? error.message
}

function titleOf(
  field: FieldView,
  value: unknown,
  titles: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined,
): { title?: string } {
  const title = titles?.[field.relationTo ?? '']?.[typeof value === 'string' ? value : '']

  return title === undefined ? {} : { title }
}
