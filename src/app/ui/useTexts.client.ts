'use client'

import { useTranslation } from '@payloadcms/ui'
import { useCallback } from 'react'

type Variables = Readonly<Record<string, number | string>>

/** The texts of a part of the screens in the reader's language: `const t = useTexts(boardTexts)`. */
export function useTexts<TPath extends string>(texts: {
  translate: (locale: string, path: TPath, variables?: Variables) => string
}): (path: TPath, variables?: Variables) => string {
  const { i18n } = useTranslation()
  const { language } = i18n

  return useCallback(
    (path, variables) => texts.translate(language, path, variables),
    [language, texts],
  )
}
