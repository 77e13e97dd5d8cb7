'use client'

import { useListQuery, useTranslation } from '@payloadcms/ui'
import type { Where } from 'payload'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

import { useTenant } from '../components/TenantContext.client.tsx'
import { currencyDigits } from '../format/currencyDigits.ts'
import { formatScaled, parseScaled } from '../format/scaled.ts'
import type { Scale } from '../format/scaled.ts'
import { conditionAt, withValueAt } from './conditions.ts'

const PAUSE_MS = 400
const BETWEEN = ';'

/** What a filter over an integer that stands for a decimal number is told by its field. */
export type ScaledFilterProps = { digits: 'currency' | number; fieldPath: string }

// Payload gives a field's own filter neither its value nor its place; the page knows the place.
function placeOf(element: HTMLElement): number {
  const conditions = element.closest('.where-builder')?.querySelectorAll('.condition') ?? []

  return [...conditions].findIndex((condition) => condition.contains(element))
}

function written(value: unknown, scale: Scale, locale: string): string {
  const values: unknown[] = Array.isArray(value) ? value : [value]

  return values
    .filter((one) => one !== undefined && one !== null && one !== '')
    .map((one) => formatScaled(Number(one), scale, locale))
    .join(`${BETWEEN} `)
}

function meant(typed: string, operator: string, scale: Scale, locale: string): unknown {
  if (operator === 'in' || operator === 'not_in') {
    return typed.split(BETWEEN).flatMap((part) => parseScaled(part, scale, locale) ?? [])
  }

  return parseScaled(typed, scale, locale)
}

/** The value of a list's filter over money, quantities or shares, typed as people write it. */
export function ScaledFilter({ digits: wanted, fieldPath }: ScaledFilterProps) {
  const tenant = useTenant()
  const { i18n, t } = useTranslation()
  const { handleWhereChange, query } = useListQuery()
  const input = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState(-1)
  const [typed, setTyped] = useState<null | string>(null)
  const digits = wanted === 'currency' ? currencyDigits(tenant?.currency ?? '') : wanted
  const scale = { digits, shown: wanted === 'currency' ? digits : 0 }
  const condition = conditionAt(query.where, place, fieldPath)
  const operator = condition?.operator ?? ''

  const commit = (value: unknown) => {
    void handleWhereChange?.(withValueAt(query.where, place, fieldPath, value) as Where)
  }

  const settle = useEffectEvent((text: string) => {
    const value = meant(text, operator, scale, i18n.language)
    if (value !== undefined) {
      commit(value ?? undefined)
    }
  })

  useEffect(() => {
    setPlace(input.current ? placeOf(input.current) : -1)
  }, [query.where])

  useEffect(() => {
    if (typed === null) {
      return undefined
    }
    const timer = setTimeout(() => {
      settle(typed)
    }, PAUSE_MS)

    return () => {
      clearTimeout(timer)
    }
  }, [typed])

  return (
    <div className="field-type text tenon-filter" ref={input}>
      {operator === 'exists' ? (
        <select
          onChange={(event) => {
            commit(event.target.value)
          }}
          value={typeof condition?.value === 'string' ? condition.value : ''}
        >
          <option value="" />
          <option value="true">{t('general:true')}</option>
          <option value="false">{t('general:false')}</option>
        </select>
      ) : (
        <input
          inputMode="decimal"
          onBlur={() => {
            setTyped(null)
          }}
          onChange={(event) => {
            setTyped(event.target.value)
          }}
          placeholder={t('general:enterAValue')}
          type="text"
          value={typed ?? written(condition?.value, scale, i18n.language)}
        />
      )}
    </div>
  )
}
