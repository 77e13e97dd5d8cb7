'use client'

import { useTranslation } from '@payloadcms/ui'
import { useEffect, useMemo, useState } from 'react'

import type { CollectionView, FieldView } from '../../../screens/index.ts'
import { labelText } from '../../format/labelText.ts'
import { readScreen } from '../../ui/useScreen.client.ts'

/** Fields to compare, the collection's own and those of each record it points to. */
export type FilterFields = {
  fieldAt: (path: string) => FieldView | undefined
  groups: readonly { fields: readonly (FieldView & { name: string })[]; name: string }[]
}

const LEFT_OUT = new Set(['version'])

/** The fields that conditions can be made of, over relations one step far. */
export function useFilterFields(collection: CollectionView): FilterFields {
  const { i18n } = useTranslation()
  const { language } = i18n
  const [related, setRelated] = useState<Readonly<Record<string, CollectionView>>>({})

  useEffect(() => {
    let isOver = false
    const slugs = new Set(collection.fields.flatMap(({ relationTo }) => relationTo ?? []))
    for (const slug of slugs) {
      readScreen('collection', { collection: slug } as never)
        .then((view) => {
          if (!isOver) {
            setRelated((last) => ({ ...last, [slug]: view }))
          }
        })
        // What the reader may not see has no fields to compare.
        .catch(() => undefined)
    }

    return () => {
      isOver = true
    }
  }, [collection])

  return useMemo(() => {
    const named = (fields: readonly FieldView[], prefix: string) =>
      fields
        .filter(({ kind, path }) => kind !== 'json' && !LEFT_OUT.has(path))
        .map((field) => ({
          ...field,
          name: labelText(field.label, language),
          path: `${prefix}${field.path}`,
        }))
        .toSorted((one, other) => one.name.localeCompare(other.name, language))
    const groups = [
      {
        fields: named(collection.fields, ''),
        name: labelText(collection.labels.singular, language),
      },
      ...collection.fields.flatMap((field) => {
        const view = field.kind === 'relation' ? related[field.relationTo ?? ''] : undefined
        const name = labelText(field.label, language)

        return view === undefined ? [] : [{ fields: named(view.fields, `${field.path}.`), name }]
      }),
    ]
    const byPath = new Map(
      groups.flatMap(({ fields }) => fields).map((field) => [field.path, field as FieldView]),
    )

    return { fieldAt: (path: string) => byPath.get(path), groups }
  }, [collection, language, related])
}
