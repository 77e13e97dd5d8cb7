'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useId, useState } from 'react'

import type { CollectionView, FieldView, quickCreateScreen } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { Button } from '../ui/Button.client.tsx'
import { ApiError, callApi } from '../ui/callApi.ts'
import { Dialog } from '../ui/Dialog.client.tsx'
import { FieldInput } from '../ui/FieldInput.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useScreen } from '../ui/useScreen.client.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { nested, shownFields, titleOf } from './newRecord.ts'
import { recordPlace } from './places.ts'
import { frameTexts } from './translations/index.ts'
import { useGo } from './useGo.client.ts'

const REQUIRED = 'RECORD_FIELD_REQUIRED'

/** A record that was made in passing. */
export type CreatedRecord = Readonly<Record<string, unknown>> & { id: string }

type QuickCreateProps = {
  /** Slug of a collection that the reader may add to. */
  collection: string
  /** Values to begin with, by field path; those without an input of their own are sent as they are. */
  initial?: Readonly<Record<string, unknown>>
  /** What related records among the initial values are called, by field path. */
  initialTitles?: Readonly<Record<string, string>>
  onClose: () => void
  onCreated?: (record: CreatedRecord) => void
}

/**
 * A window that makes a record of any collection from its definition: what must be filled in and what lists
 * show. What the API refuses stands at its field; afterwards a toast leads to the record.
 */
export function QuickCreateDialog(props: QuickCreateProps) {
  const { collection, onClose } = props
  const { i18n } = useTranslation()
  const t = useTexts(frameTexts)
  const shared = useTexts(uiTexts)
  const { data, error } = useScreen<typeof quickCreateScreen>('quick-create', { collection })
  const singular = labelText(data?.view.labels.singular, i18n.language)

  return (
    <Dialog
      heading={data === undefined ? t('create.menu') : t('create.heading', { singular })}
      isOpen
      onClose={onClose}
    >
      {data === undefined ? (
        <p role={error === undefined ? undefined : 'alert'}>
          {error?.message ?? shared('loading')}
        </p>
      ) : (
        <QuickForm {...props} main={data.fields} singular={singular} view={data.view} />
      )}
    </Dialog>
  )
}

type FormProps = QuickCreateProps & {
  main: readonly string[]
  singular: string
  view: CollectionView
}

function QuickForm(props: FormProps) {
  const { initialTitles, onClose, view } = props
  const t = useTexts(frameTexts)
  const shared = useTexts(uiTexts)
  const form = useNewRecord(props)

  return (
    <form
      className="tenon-quick"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        form.submit(false)
      }}
    >
      {form.general === '' ? null : (
        <p className="tenon-quick__fault" role="alert">
          {form.general}
        </p>
      )}
      {form.fields.map((field, at) => (
        <QuickField
          autoFocus={at === 0}
          fault={form.faults[field.path]}
          field={field}
          key={field.path}
          onChange={(value) => {
            form.set(field.path, value)
          }}
          {...(initialTitles?.[field.path] === undefined
            ? {}
            : { title: initialTitles[field.path] })}
          value={form.values[field.path]}
          currency={form.values['currency']}
        />
      ))}
      <div className="tenon-quick__acts">
        <Button onClick={onClose}>{shared('cancel')}</Button>
        <Button
          disabled={form.isBusy}
          onClick={() => {
            form.submit(true)
          }}
        >
          {t('create.another')}
        </Button>
        <Button disabled={form.isBusy} look="primary" type="submit">
          {t('create.submit')}
        </Button>
      </div>
      <input name="collection" type="hidden" value={view.slug} />
    </form>
  )
}

function QuickField(props: {
  autoFocus: boolean
  currency: unknown
  fault: string | undefined
  field: FieldView
  onChange: (value: unknown) => void
  title?: string
  value: unknown
}) {
  const { currency, fault, field, ...input } = props
  const { i18n } = useTranslation()
  const id = useId()

  return (
    <div className={fault === undefined ? 'tenon-quick__field' : 'tenon-quick__field is-wrong'}>
      <label htmlFor={id}>
        {labelText(field.label, i18n.language)}
        {field.required ? <span aria-hidden> *</span> : null}
      </label>
      <FieldInput
        {...input}
        field={field}
        id={id}
        {...(typeof currency === 'string' && !field.path.endsWith('Base') ? { currency } : {})}
      />
      {fault === undefined ? null : (
        <p className="tenon-quick__fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

/** The values of the form, what was refused of them, and sending them. */
function useNewRecord({
  collection,
  initial,
  main,
  onClose,
  onCreated,
  singular,
  view,
}: FormProps) {
  const t = useTexts(frameTexts)
  const shared = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const go = useGo()
  const router = useRouter()
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(initial ?? {})
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const [general, setGeneral] = useState('')
  const [isBusy, setBusy] = useState(false)
  const fields = shownFields(view, main, Object.keys(faults))
  const defaults = Object.fromEntries(
    fields.flatMap(({ defaultValue, path }) =>
      defaultValue === undefined ? [] : [[path, defaultValue]],
    ),
  )
  const send = async (isOpened: boolean) => {
    const body = nested({ ...defaults, ...values })
    const { doc } = await callApi<{ doc: CreatedRecord }>('POST', `/api/${collection}`, body)
    const place = recordPlace(collection, doc.id)
    const title = titleOf(doc, view.title, i18n.language)
    toast.success(
      <span>
        {t('create.created', { singular })}{' '}
        <a href={place}>{title === '' ? t('create.untitled') : title}</a>
      </span>,
    )
    onCreated?.(doc)
    onClose()
    if (isOpened) {
      go(place)
    } else {
      router.refresh()
    }
  }

  return {
    faults,
    fields,
    general,
    isBusy,
    set: (path: string, value: unknown) => {
      setValues((last) => ({ ...last, [path]: value }))
      setFaults((last) => Object.fromEntries(Object.entries(last).filter(([at]) => at !== path)))
    },
    submit: (isOpened: boolean) => {
      setBusy(true)
      send(isOpened)
        .catch((error: unknown) => {
          const told = error instanceof ApiError ? error.faults : [{ message: String(error) }]
          const known = new Set(view.fields.map(({ path }) => path))
          const atFields = told.filter(({ field }) => field !== undefined && known.has(field))
          const others = told.filter((fault) => !atFields.includes(fault))
          setFaults(
            Object.fromEntries(
              atFields.map(({ code, field = '', message }): [string, string] => [
                field,
                code === REQUIRED ? t('create.required') : message,
              ]),
            ),
          )
          setGeneral(
            others.length === 0
              ? t('create.invalid')
              : shared('failed', { reason: others.map(({ message }) => message).join(' ') }),
          )
        })
        .finally(() => {
          setBusy(false)
        })
    },
    values: { ...defaults, ...values },
  }
}
