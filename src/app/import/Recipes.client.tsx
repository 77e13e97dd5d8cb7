'use client'

import { useState } from 'react'

import { Card } from '../settings/parts/Card.tsx'
import { Field, Select } from '../settings/parts/Field.client.tsx'
import { Button } from '../ui/Button.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { importTexts } from './translations/index.ts'
import type { PreviewFacts } from './types.ts'
import type { usePlan } from './usePlan.client.ts'

/** Maps that were kept for files with these columns, and keeping this one. */
export function Recipes(props: {
  isBusy: boolean
  plan: ReturnType<typeof usePlan>['plan']
  preview: PreviewFacts
}) {
  const { isBusy, plan, preview } = props
  const t = useTexts(importTexts)
  const [name, setName] = useState('')

  return (
    <Card heading={t('recipes.heading')} text={t('recipes.text')}>
      {preview.recipes.length === 0 ? null : (
        <Field label={t('recipes.choose')}>
          {(id) => (
            <Select
              disabled={isBusy}
              id={id}
              onChange={(recipe) => {
                if (recipe !== '') {
                  void plan({ recipe }, t('recipes.applied'))
                }
              }}
              options={[
                { label: t('recipes.none'), value: '' },
                ...preview.recipes.map((one) => ({ label: one.name, value: one.id })),
              ]}
              value=""
            />
          )}
        </Field>
      )}
      <form
        className="tenon-inline"
        onSubmit={(event) => {
          event.preventDefault()
          void plan({ map: fullMap(preview), saveAs: name }, t('recipes.saved')).then((isSaved) => {
            if (isSaved) {
              setName('')
            }
          })
        }}
      >
        <Field label={t('recipes.name')}>
          {(id) => (
            <input
              className="tenon-input"
              id={id}
              maxLength={100}
              onChange={(event) => {
                setName(event.target.value)
              }}
              value={name}
            />
          )}
        </Field>
        <Button disabled={isBusy || name.trim() === ''} type="submit">
          {t('recipes.save')}
        </Button>
      </form>
    </Card>
  )
}

/** What is guessed stands in the recipe, too, so that it reads the next file the same way. */
function fullMap(preview: PreviewFacts): PreviewFacts['map'] {
  return {
    ...preview.map,
    columns: Object.fromEntries(preview.columns.map(({ header, target }) => [header, target])),
  }
}
