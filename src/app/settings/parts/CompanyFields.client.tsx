'use client'

import { useTranslation } from '@payloadcms/ui'

import { labelText } from '../../format/labelText.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { SettingsData } from '../types.ts'
import { Field, Select } from './Field.client.tsx'

type Company = NonNullable<SettingsData['data']['company']>

/** What a company is called and counts in. */
export type CompanyValues = {
  currency: string
  industry: null | string
  locale: string
  name: string
  timeZone: string
}

const INDUSTRIES = [
  'agency',
  'construction',
  'consulting',
  'education',
  'finance',
  'health',
  'manufacturing',
  'nonprofit',
  'property',
  'software',
  'trade',
  'other',
] as const

/** The inputs for what a company is called and counts in. */
export function CompanyFields(props: {
  company: Pick<Company, 'currencies' | 'locales' | 'timeZones'>
  onChange: (change: Partial<CompanyValues>) => void
  values: CompanyValues
}) {
  const { company, onChange, values } = props
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  const zones = company.timeZones.includes(values.timeZone)
    ? company.timeZones
    : [values.timeZone, ...company.timeZones]

  return (
    <div className="tenon-fields">
      <Field label={t('company.name')}>
        {(id) => (
          <input
            className="tenon-input"
            id={id}
            maxLength={200}
            onChange={(event) => {
              onChange({ name: event.target.value })
            }}
            required
            value={values.name}
          />
        )}
      </Field>
      <Field label={t('company.industry')}>
        {(id) => (
          <Select
            id={id}
            onChange={(value) => {
              onChange({ industry: value === '' ? null : value })
            }}
            options={[
              { label: '—', value: '' },
              ...INDUSTRIES.map((value) => ({ label: t(`industry.${value}`), value })),
            ]}
            value={values.industry ?? ''}
          />
        )}
      </Field>
      <Field help={t('company.currencyHelp')} label={t('company.currency')}>
        {(id) => (
          <Select
            id={id}
            onChange={(currency) => {
              onChange({ currency })
            }}
            options={company.currencies.map(({ code, name }) => ({
              label: `${code} · ${labelText(name, i18n.language)}`,
              value: code,
            }))}
            value={values.currency}
          />
        )}
      </Field>
      <Field label={t('company.timeZone')}>
        {(id) => (
          <Select
            id={id}
            onChange={(timeZone) => {
              onChange({ timeZone })
            }}
            options={zones.map((value) => ({ label: value.replaceAll('_', ' '), value }))}
            value={values.timeZone}
          />
        )}
      </Field>
      <Field help={t('company.localeHelp')} label={t('company.locale')}>
        {(id) => (
          <Select
            id={id}
            onChange={(locale) => {
              onChange({ locale })
            }}
            options={company.locales.map(({ code, name }) => ({
              label: labelText(name, i18n.language),
              value: code,
            }))}
            value={values.locale}
          />
        )}
      </Field>
    </div>
  )
}
