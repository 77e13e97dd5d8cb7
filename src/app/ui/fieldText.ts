import type { FieldView } from '../../screens/index.ts'
import { formatMoney } from '../format/formatMoney.ts'
import { labelText } from '../format/labelText.ts'
import { formatScaled } from '../format/scaled.ts'
import { uiTexts } from './translations/index.ts'

/** What a value needs beside itself to be written for people. */
export type FieldContext = {
  /** Currency of amounts: the record's, else the tenant's. */
  currency: string
  language: string
  timeZone: string
  /** What related records are called, by collection and id. */
  titles?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

type FieldShape = Pick<FieldView, 'kind' | 'options' | 'relationTo' | 'semantic'>

/** A value of a field as people read it in their language; empty for no value. */
export function fieldText(field: FieldShape, value: unknown, context: FieldContext): string {
  if (value === null || value === undefined || value === '') {
    return ''
  }
  switch (field.kind) {
    case 'boolean':
      return uiTexts.translate(context.language, value === true ? 'yes' : 'no')
    case 'choice':
      return choiceText(field, value, context)
    case 'date':
    case 'instant':
      return timeText(field, value, context)
    case 'integer':
    case 'number':
      return typeof value === 'number' ? numberText(field, value, context) : plainText(value)
    case 'json':
      return field.semantic === 'label' ? labelText(value, context.language) : JSON.stringify(value)
    case 'polymorphic':
    case 'relation':
      return relationText(field, value, context)
    case 'text':
      return plainText(value)
  }
}

/** The language as the formats of dates and numbers want it: English people here write days before months. */
export function formatLocale(language: string): string {
  return language === 'en' ? 'en-GB' : language
}

function plainText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function choiceText({ options }: FieldShape, value: unknown, { language }: FieldContext): string {
  const option = options?.find((one) => one.value === value)

  return option === undefined ? plainText(value) : labelText(option.label, language)
}

function timeText({ kind }: FieldShape, value: unknown, context: FieldContext): string {
  const time = new Date(plainText(value))
  if (Number.isNaN(time.getTime())) {
    return ''
  }

  return new Intl.DateTimeFormat(
    formatLocale(context.language),
    kind === 'date'
      ? { dateStyle: 'medium', timeZone: 'UTC' }
      : { dateStyle: 'medium', timeStyle: 'short', timeZone: context.timeZone },
  ).format(time)
}

function numberText({ semantic }: FieldShape, value: number, context: FieldContext): string {
  const { currency, language } = context
  switch (semantic) {
    case 'money':
      return formatMoney(value, currency, language)
    case 'percent':
      return `${formatScaled(value, { digits: 2, shown: 0 }, language)} %`
    case 'thousandths':
      return formatScaled(value, { digits: 3, shown: 0 }, language)
    default:
      return new Intl.NumberFormat(language).format(value)
  }
}

function relationText({ relationTo }: FieldShape, value: unknown, context: FieldContext): string {
  const tie =
    typeof value === 'string'
      ? { relationTo, value }
      : (value as { relationTo?: string; value?: string })

  return (
    context.titles?.[tie.relationTo ?? '']?.[tie.value ?? ''] ??
    uiTexts.translate(context.language, 'unknownRecord')
  )
}
