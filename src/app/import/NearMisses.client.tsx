'use client'

import { useState } from 'react'

import { Card } from '../settings/parts/Card.tsx'
import { useAct } from '../settings/parts/useAct.client.ts'
import { Button } from '../ui/Button.client.tsx'
import { callApi } from '../ui/callApi.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { importTexts } from './translations/index.ts'
import type { ImportFacts, SummaryFacts } from './types.ts'
import { withRules } from './withRules.ts'

/** Values that name nothing but are close to something, with a rule for each that reads them as it. */
export function NearMisses(props: {
  facts: ImportFacts
  onApplied: () => Promise<unknown>
  summary: SummaryFacts
}) {
  const { facts, onApplied, summary } = props
  const misses = summary.nearMisses
  const t = useTexts(importTexts)
  const { act, isBusy } = useAct()
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  if (misses.length === 0) {
    return null
  }
  const chosen = misses.filter((_, index) => !left.has(index))

  return (
    <Card heading={t('near.heading')} text={t('near.text')}>
      <ul className="tenon-near">
        {misses.map((miss, index) => (
          <li key={`${miss.column} ${miss.value}`}>
            <label className="tenon-check">
              <input
                checked={!left.has(index)}
                className="tenon-checkbox"
                onChange={(event) => {
                  const next = new Set(left)
                  if (event.target.checked) {
                    next.delete(index)
                  } else {
                    next.add(index)
                  }
                  setLeft(next)
                }}
                type="checkbox"
              />
              <span>
                {t('near.rule', {
                  column: miss.column,
                  count: miss.rows,
                  suggestion: miss.suggestion,
                  value: miss.value,
                })}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div>
        <Button
          disabled={isBusy || chosen.length === 0}
          onClick={() =>
            void act(async () => {
              const map = withRules(facts.map, chosen)
              await callApi('POST', `/api/imports/${facts.id}/plan`, { map })
              await onApplied()
            })
          }
        >
          {t('near.apply')}
        </Button>
      </div>
    </Card>
  )
}
