'use client'

import { Group } from 'lucide-react'
import { Popover } from 'radix-ui'

import type { FieldView } from '../../screens/index.ts'
import { Button } from '../ui/Button.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { listTexts } from './translations/index.ts'
import type { List } from './useList.client.ts'
import { useNames } from './useNames.client.ts'

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
const GROUPED = new Set<FieldView['kind']>([
  'boolean',
  'choice',
  'date',
  'instant',
  'relation',
  'text',
])
const MOST_SUMS = 8

/** By what the records of a list are put together, and which of their numbers are summed up. */
export function GroupMenu({ list }: { list: List }) {
  const t = useTexts(listTexts)
  const { collection, state } = list.page
  const names = useNames(collection)
  const { group } = state
  const isTime = ['date', 'instant'].includes(names.fieldAt(group?.by ?? '')?.kind ?? '')
  const numbers = collection.fields.filter(
    ({ kind, path }) => (kind === 'integer' || kind === 'number') && path !== 'version',
  )
  const sums = group?.sums ?? []

  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button>
          <Group aria-hidden size={16} />
          <span className="tenon-list__tool-name">
            {group === null ? t('group.button') : `${t('group.button')}: ${names.nameOf(group.by)}`}
          </span>
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          aria-label={t('group.button')}
          className="tenon-popover tenon-list__group-menu"
          sideOffset={4}
        >
          <label>
            <span>{t('group.by')}</span>
            <select
              className="tenon-input"
              onChange={(event) => {
                const by = event.target.value
                list.change({
                  group: by === '' ? null : { ...(sums.length > 0 ? { sums } : {}), by },
                })
              }}
              value={group?.by ?? ''}
            >
              <option value="">{t('group.none')}</option>
              {collection.fields
                .filter(({ kind, path }) => GROUPED.has(kind) && path !== collection.title)
                .map(({ path }) => (
                  <option key={path} value={path}>
                    {names.nameOf(path)}
                  </option>
                ))}
            </select>
          </label>
          {group !== null && isTime ? (
            <label>
              <span>{t('group.period')}</span>
              <select
                className="tenon-input"
                onChange={(event) => {
                  list.change({ group: { ...group, period: event.target.value as 'month' } })
                }}
                value={group.period ?? 'month'}
              >
                {PERIODS.map((period) => (
                  <option key={period} value={period}>
                    {t(`group.periods.${period}`)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          {group !== null && numbers.length > 0 ? (
            <fieldset>
              <legend>{t('group.sums')}</legend>
              {numbers.map(({ path }) => (
                <label className="tenon-list__check-line" key={path}>
                  <input
                    checked={sums.includes(path)}
                    className="tenon-checkbox"
                    disabled={!sums.includes(path) && sums.length >= MOST_SUMS}
                    onChange={(event) => {
                      const others = sums.filter((one) => one !== path)
                      list.change({
                        group: {
                          ...group,
                          sums: event.target.checked ? [...others, path] : others,
                        },
                      })
                    }}
                    type="checkbox"
                  />
                  <span>{names.nameOf(path)}</span>
                </label>
              ))}
            </fieldset>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
