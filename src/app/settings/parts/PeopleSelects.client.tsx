'use client'

import { useTranslation } from '@payloadcms/ui'

import { labelText } from '../../format/labelText.ts'
import type { People } from '../types.ts'
import { Select } from './Field.client.tsx'

type SelectProps = {
  disabled?: boolean
  id?: string
  label?: string
  onChange: (id: null | string) => void
  value: null | string
}

/** A choice of a role, or none. */
export function RoleSelect({ roles, ...props }: SelectProps & { roles: People['roles'] }) {
  const { i18n } = useTranslation()

  return (
    <IdSelect
      {...props}
      options={roles.map(({ id, name }) => ({ label: labelText(name, i18n.language), value: id }))}
    />
  )
}

/** A choice of a team, or none. */
export function TeamSelect({ teams, ...props }: SelectProps & { teams: People['teams'] }) {
  return <IdSelect {...props} options={teams.map(({ id, name }) => ({ label: name, value: id }))} />
}

function IdSelect(props: SelectProps & { options: { label: string; value: string }[] }) {
  const { onChange, options, value, ...rest } = props

  return (
    <Select
      {...rest}
      onChange={(chosen) => {
        onChange(chosen === '' ? null : chosen)
      }}
      options={[{ label: '—', value: '' }, ...options]}
      value={value ?? ''}
    />
  )
}
