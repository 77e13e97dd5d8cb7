'use client'

import { Check } from 'lucide-react'
import Link from 'next/link.js'

import type { FieldView, ListRows } from '../../../screens/index.ts'
import type { FieldContext } from '../../ui/fieldText.ts'
import { fieldText } from '../../ui/fieldText.ts'
import { valueIn } from './valueIn.ts'

type Doc = ListRows['docs'][number]

/** The value of a cell: its title opens the record, a related record opens that one. */
export function Cell(props: {
  context: FieldContext
  doc: Doc
  field: FieldView
  /** Where the record opens, in the cell that names it. */
  href?: string | undefined
}) {
  const { context, doc, field, href } = props
  const value = valueIn(doc, field.path)
  const text = fieldText(field, value, context)
  if (href !== undefined) {
    return (
      <Link className="tenon-list__title" href={href} prefetch={false} tabIndex={-1}>
        {text === '' ? '—' : text}
      </Link>
    )
  }
  if (value === null || value === undefined || value === '') {
    return null
  }
  switch (field.kind) {
    case 'boolean':
      return value === true ? <Check aria-label={text} role="img" size={16} /> : null
    case 'choice':
      return <span className="tenon-list__pill">{text}</span>
    case 'relation':
      return (
        <Related
          id={typeof value === 'string' ? value : ''}
          slug={field.relationTo ?? ''}
          text={text}
        />
      )
    case 'polymorphic': {
      const tie = value as { relationTo?: string; value?: string }

      return <Related id={tie.value ?? ''} slug={tie.relationTo ?? ''} text={text} />
    }
    default:
      return <span title={text.length > 24 ? text : undefined}>{text}</span>
  }
}

function Related({ id, slug, text }: { id: string; slug: string; text: string }) {
  return (
    <Link
      className="tenon-list__related"
      href={`/admin/collections/${slug}/${id}`}
      prefetch={false}
      tabIndex={-1}
    >
      {text}
    </Link>
  )
}
