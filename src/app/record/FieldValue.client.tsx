'use client'

import type { FieldView } from '../../screens/index.ts'
import { fieldText } from '../ui/fieldText.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { recordPath } from './recordPath.ts'
import type { Doc } from './types.ts'
import { at, isEmpty } from './values.ts'

/** A value of a record as people read it: what leads somewhere is a link. */
export function FieldValue(props: { doc: Doc; field: FieldView }) {
  const { doc, field } = props
  const { contextOf } = useRecordState()
  const value = at(doc, field.path)
  const text = fieldText(field, value, contextOf(field, doc))
  const href = hrefOf(field, value)

  return href === undefined || isEmpty(text) ? (
    <span className={field.multiline === true ? 'tenon-record__lines' : undefined}>{text}</span>
  ) : (
    <a
      className="tenon-record__link"
      href={href}
      {...(field.semantic === 'url' ? { rel: 'noreferrer', target: '_blank' } : {})}
    >
      {text}
    </a>
  )
}

function hrefOf(field: FieldView, value: unknown): string | undefined {
  if (field.kind === 'relation') {
    return typeof value === 'string' && field.relationTo !== undefined
      ? recordPath(field.relationTo, value)
      : undefined
  }
  if (field.kind === 'polymorphic') {
    const tie = value as { relationTo?: string; value?: string } | null

    return tie?.relationTo === undefined || tie.value === undefined
      ? undefined
      : recordPath(tie.relationTo, tie.value)
  }

  return typeof value === 'string' ? hrefOfText(field.semantic, value) : undefined
}

function hrefOfText(semantic: string | undefined, value: string): string | undefined {
  switch (semantic) {
    case 'email':
      return `mailto:${value}`
    case 'phone':
      return `tel:${value.replaceAll(/[^\d+]/g, '')}`
    case 'domain':
      return `https://${value}`
    case 'url':
      return /^https?:\/\//i.test(value) ? value : `https://${value}`
    default:
      return undefined
  }
}
