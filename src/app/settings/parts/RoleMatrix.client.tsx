'use client'

import { useTranslation } from '@payloadcms/ui'
import { RotateCcw } from 'lucide-react'

import { labelText } from '../../format/labelText.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { SettingsData } from '../types.ts'
import type { Act, Level, Permissions } from './permissions.ts'
import { ACTS, levelOf, LEVELS, withLevel, withoutLine } from './permissions.ts'

/** What the parts of a role's editor share. */
export type RolePartProps = {
  disabled: boolean
  draft: Permissions
  onChange: (draft: Permissions) => void
}

/** The collections a role can speak of. */
export type RoleCollections = NonNullable<SettingsData['data']['roles']>['collections']

const ALL = '*'

/** Every collection by every act with how far the role reaches; the first line holds for those without their own. */
export function RoleMatrix(props: RolePartProps & { collections: RoleCollections }) {
  const { collections, ...part } = props
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()

  return (
    <div className="tenon-table-wrap">
      <table className="tenon-table tenon-matrix">
        <thead>
          <tr>
            <th scope="col">{t('roles.collection')}</th>
            {ACTS.map((act) => (
              <th key={act} scope="col">
                {t(`act.${act}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Line {...part} hasOwner name={t('roles.all')} slug={ALL} />
          {collections.map(({ hasOwner, label, slug }) => (
            <Line
              {...part}
              hasOwner={hasOwner}
              key={slug}
              name={labelText(label, i18n.language)}
              slug={slug}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line(props: RolePartProps & { hasOwner: boolean; name: string; slug: string }) {
  const { disabled, draft, hasOwner, name, onChange, slug } = props
  const t = useTexts(settingsTexts)
  const isOwn = Object.hasOwn(draft.collections, slug)

  return (
    <tr className={isOwn || slug === ALL ? undefined : 'tenon-matrix__inherited'}>
      <th scope="row">
        {name}
        {isOwn && slug !== ALL && !disabled ? (
          <button
            aria-label={t('roles.inherit', { name })}
            className="tenon-icon-button"
            onClick={() => {
              onChange(withoutLine(draft, slug))
            }}
            title={t('roles.inherit', { name })}
            type="button"
          >
            <RotateCcw aria-hidden size={14} />
          </button>
        ) : null}
      </th>
      {ACTS.map((act) => (
        <td key={act}>
          <LevelSelect
            act={act}
            disabled={disabled}
            hasOwner={hasOwner}
            label={`${name}: ${t(`act.${act}`)}`}
            onChange={(level) => {
              onChange(withLevel(draft, slug, act, level))
            }}
            value={levelOf(draft, slug, act)}
          />
        </td>
      ))}
    </tr>
  )
}

function LevelSelect(props: {
  act: Act
  disabled: boolean
  hasOwner: boolean
  label: string
  onChange: (level: Level | undefined) => void
  value: Level | undefined
}) {
  const { act, disabled, hasOwner, label, onChange, value } = props
  const t = useTexts(settingsTexts)
  const isOptional = act === 'export' || act === 'import'
  const levels = LEVELS.filter(
    (level) => hasOwner || level === 'none' || level === 'all' || level === value,
  )

  return (
    <select
      aria-label={label}
      className={`tenon-input tenon-level tenon-level--${value ?? 'unsaid'}`}
      disabled={disabled}
      onChange={(event) => {
        onChange(LEVELS.find((level) => level === event.target.value))
      }}
      value={value ?? ''}
    >
      {isOptional ? <option value="">{t('level.unsaid')}</option> : null}
      {levels.map((level) => (
        <option key={level} value={level}>
          {t(`level.${level}`)}
        </option>
      ))}
    </select>
  )
}
