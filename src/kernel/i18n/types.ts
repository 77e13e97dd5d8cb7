/** The languages every text of the product exists in; the first is the fallback. */
export const locales = ['en', 'de'] as const

/** A language of the product. */
export type Locale = (typeof locales)[number]

/** A text with a form per plural category; `{count}` picks the form. */
export type PluralText = { one?: string; other: string; zero?: string }

/** A tree of texts; the path to a leaf is the second half of its key. */
export type TextTree = { readonly [name: string]: string | TextTree }

/** The same tree in another language: every text of the first, and no other. */
export type SameTexts<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : SameTexts<T[K]>
}

/** Every path to a text in a tree, joined by dots. */
export type TextPath<T> = {
  [K in keyof T & string]: T[K] extends string
    ? K
    : T[K] extends PluralText
      ? K | `${K}.${TextPath<T[K]>}`
      : `${K}.${TextPath<T[K]>}`
}[keyof T & string]

/** Values put into the `{name}` places of a text. */
export type TextVariables = Readonly<Record<string, number | string>>

/** A text in every language, as Payload takes labels. */
export type Label = Record<Locale, string>
