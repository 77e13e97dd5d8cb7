'use client'

import { useId } from 'react'

import { useTexts } from '../ui/useTexts.client.ts'
import type { HomeAsked } from './filterOf.ts'
import { PERIODS } from './filterOf.ts'
import { homeTexts } from './translations/index.ts'
import type { HomeData } from './types.ts'

/** What time the widgets look at, and whose records. */
export function FilterBar(props: {
  filter: HomeAsked
  onChange: (filter: HomeAsked) => void
  people: HomeData['people']
}) {
  const { filter, onChange, people } = props
  const t = useTexts(homeTexts)

  return (
    <div className="tenon-home__filters">
      <Choice
        label={t('period')}
        onChange={(value) => {
          onChange({ ...filter, period: PERIODS.find((one) => one === value) ?? 'quarter' })
        }}
        options={PERIODS.map((period) => ({ title: t(`periods.${period}`), value: period }))}
        value={filter.period}
      />
      {people.users.length === 0 ? null : (
        <Choice
          label={t('owner')}
          onChange={(owner) => {
            onChange({ ...filter, owner })
          }}
          options={[
            { title: t('everybody'), value: '' },
            { title: t('me'), value: 'me' },
            ...people.users.map(({ id, title }) => ({ title, value: id })),
          ]}
          value={filter.owner}
        />
      )}
      {people.teams.length === 0 ? null : (
        <Choice
          label={t('team')}
          onChange={(team) => {
            onChange({ ...filter, team })
          }}
          options={[
            { title: t('everyTeam'), value: '' },
            ...people.teams.map(({ id, title }) => ({ title, value: id })),
          ]}
          value={filter.team}
        />
      )}
    </div>
  )
}

/** A labelled list to choose one of. */
export function Choice(props: {
  isWide?: boolean
  label: string
  onChange: (value: string) => void
  options: readonly { title: string; value: string }[]
  value: string
}) {
  const { isWide = false, label, onChange, options, value } = props
  const id = useId()

  return (
    <div className={isWide ? 'tenon-home__field' : 'tenon-home__filter'}>
      <label className={isWide ? undefined : 'tenon-home__hidden'} htmlFor={id}>
        {label}
      </label>
      <select
        className="tenon-input"
        id={id}
        onChange={(event) => {
          onChange(event.target.value)
        }}
        value={value}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </div>
  )
}
