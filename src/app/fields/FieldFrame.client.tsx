'use client'

import { FieldDescription, FieldError, FieldLabel } from '@payloadcms/ui'
import type {
  CodeFieldClientProps,
  DateFieldClientProps,
  JSONFieldClientProps,
  NumberFieldClientProps,
} from 'payload'
import type { ReactNode } from 'react'

/** Label, error and description of a field, laid out as Payload's own fields are. */
export function FieldFrame(props: {
  children: ReactNode
  field: (
    CodeFieldClientProps | DateFieldClientProps | JSONFieldClientProps | NumberFieldClientProps
  )['field']
  kind: string
  path: string
  readOnly: boolean
  showError: boolean
}) {
  const { field, path, showError } = props
  const description = field.admin?.description
  // The widths of a row's fields, as Payload's own fields take them.
  const width = field.admin?.width
  const style = {
    ...(width === undefined ? { flex: '1 1 auto' } : { '--field-width': width }),
    ...field.admin?.style,
  }
  const classes = ['field-type', props.kind, showError && 'error', props.readOnly && 'read-only']

  return (
    <div className={classes.filter(Boolean).join(' ')} style={style}>
      <FieldLabel
        {...(field.label === undefined ? {} : { label: field.label })}
        path={path}
        required={field.required === true}
      />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        {props.children}
        {description === undefined ? null : (
          <FieldDescription description={description} path={path} />
        )}
      </div>
    </div>
  )
}
