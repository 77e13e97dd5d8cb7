import { registerTexts } from './registry.ts'
import { label, translate } from './translate.ts'
import type { Label, SameTexts, TextPath, TextTree, TextVariables } from './types.ts'

/** The texts of one module, with paths that the compiler checks. */
export type Translations<T extends TextTree> = {
  /** The text in every language, as Payload takes labels. */
  label: (path: TextPath<T>, variables?: TextVariables) => Label
  /** The text in one language. */
  translate: (locale: string, path: TextPath<T>, variables?: TextVariables) => string
}

/** Makes a module's texts known under `module:path`; German must have exactly the texts of English. */
export function defineTranslations<const T extends TextTree>(
  module: string,
  texts: { de: SameTexts<NoInfer<T>>; en: T },
): Translations<T> {
  registerTexts(module, texts)

  return {
    label: (path, variables) => label(`${module}:${path}`, variables),
    translate: (locale, path, variables) => translate(locale, `${module}:${path}`, variables),
  }
}
