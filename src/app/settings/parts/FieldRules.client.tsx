'use client'

import { useTranslation } from '@payloadcms/ui'
import { useState } from 'react'

import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import { Empty } from './Card.tsx'
import { Field, Select } from './Field.client.tsx'
import type { Rule } from './permissions.ts'
import { withRule } from './permissions.ts'
import type { RoleCollections, RolePartProps } from './RoleMatrix.client.tsx'

/** Fields that the role may not see, or not write. */
export function FieldRules(props: RolePartProps & { collections: RoleCollections }) {
  const { collections, disabled, draft, onChange } = props
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  const rules = Object.entries(draft.fields).flatMap(([slug, fields]) =>
    Object.entries(fields).map(([path, rule]) => ({ path, rule, slug })),
  )
  const nameOf = (slug: string, path: string) => {
    const collection = collections.find((one) => one.slug === slug)
    const field = collection?.fields.find((one) => one.path === path)

    return `${labelText(collection?.label ?? slug, i18n.language)}: ${labelText(field?.label ?? path, i18n.language)}`
  }

  return (
    <>
      {rules.length === 0 ? <Empty>{t('roles.noFields')}</Empty> : null}
      <ul className="tenon-plain-list">
        {rules.map(({ path, rule, slug }) => (
          <li className="tenon-row" key={`${slug} ${path}`}>
            <span>{nameOf(slug, path)}</span>
            <Select
              disabled={disabled}
              label={nameOf(slug, path)}
              onChange={(value) => {
                onChange(withRule(draft, slug, path, ruleOf(value)))
              }}
              options={[
                { label: t('rule.open'), value: 'open' },
                { label: t('rule.readOnly'), value: 'readOnly' },
                { label: t('rule.hidden'), value: 'hidden' },
              ]}
              value={rule}
            />
          </li>
        ))}
      </ul>
      {disabled ? null : (
        <NewRule
          collections={collections}
          onAdd={(slug, path) => {
            onChange(withRule(draft, slug, path, 'readOnly'))
          }}
        />
      )}
    </>
  )
}

function ruleOf(value: string): Rule | undefined {
  return value === 'hidden' || value === 'readOnly' ? value : undefined
}

function NewRule(props: {
  collections: RoleCollections
  onAdd: (slug: string, path: string) => void
}) {
  const { collections, onAdd } = props
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  const [slug, setSlug] = useState(collections[0]?.slug ?? '')
  const [path, setPath] = useState('')
  const fields = collections.find((one) => one.slug === slug)?.fields ?? []

  return (
    <div className="tenon-inline">
      <Field label={t('roles.collection')}>
        {(id) => (
          <Select
            id={id}
            onChange={(value) => {
              setSlug(value)
              setPath('')
            }}
            options={collections.map((one) => ({
              label: labelText(one.label, i18n.language),
              value: one.slug,
            }))}
            value={slug}
          />
        )}
      </Field>
      <Field label={t('roles.field')}>
        {(id) => (
          <Select
            id={id}
            onChange={setPath}
            options={[
              { label: '—', value: '' },
              ...fields.map((one) => ({
                label: labelText(one.label, i18n.language),
                value: one.path,
              })),
            ]}
            value={path}
          />
        )}
      </Field>
      <Button
        disabled={path === ''}
        onClick={() => {
          onAdd(slug, path)
          setPath('')
        }}
      >
        {t('roles.addRule')}
      </Button>
    </div>
  )
}
