'use client'

import { useTranslation } from '@payloadcms/ui'
import { useMemo } from 'react'

import type { CollectionView, FieldView } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'

/** What a collection and its fields are called in the reader's language. */
export function useNames(collection: CollectionView): {
  fieldAt: (path: string) => FieldView | undefined
  nameOf: (path: string) => string
  plural: string
  singular: string
} {
  const { i18n } = useTranslation()
  const { language } = i18n

  return useMemo(() => {
    const fields = new Map(collection.fields.map((field) => [field.path, field]))

    return {
      fieldAt: (path) => fields.get(path),
      nameOf: (path) => labelText(fields.get(path)?.label ?? path, language),
      plural: labelText(collection.labels.plural, language),
      singular: labelText(collection.labels.singular, language),
    }
  }, [collection, language])
}
