'use client'

import { useTranslation } from '@payloadcms/ui'

import { labelText } from '../../format/labelText.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { SettingsData } from '../types.ts'
import { Check } from './Field.client.tsx'
import { withAction } from './permissions.ts'
import { rightText } from './rightText.ts'
import type { RolePartProps } from './RoleMatrix.client.tsx'

/** The rights beyond records. */
export function RoleRights(
  props: RolePartProps & { rights: NonNullable<SettingsData['data']['roles']>['rights'] },
) {
  const { disabled, draft, onChange, rights } = props
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  const hasAll = draft.actions.includes('*')

  return (
    <div className="tenon-checks">
      <Check
        checked={hasAll}
        disabled={disabled}
        label={t('roles.everything')}
        onChange={(isGiven) => {
          onChange(withAction(draft, '*', isGiven))
        }}
      />
      {rights.map(({ key, label }) => (
        <Check
          checked={hasAll || draft.actions.includes(key)}
          disabled={disabled || hasAll}
          key={key}
          label={label === null ? rightText(t, key) : labelText(label, i18n.language)}
          onChange={(isGiven) => {
            onChange(withAction(draft, key, isGiven))
          }}
        />
      ))}
    </div>
  )
}
