'use client'

import { useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'

import { Card } from '../settings/parts/Card.tsx'
import { useAct } from '../settings/parts/useAct.client.ts'
import { Button } from '../ui/Button.client.tsx'
import { callApi } from '../ui/callApi.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { addressOf } from './addressOf.ts'
import { ColumnTable } from './ColumnTable.client.tsx'
import { PlanOptions } from './PlanOptions.client.tsx'
import { Recipes } from './Recipes.client.tsx'
import { importTexts } from './translations/index.ts'
import type { ImportData, ImportFacts, PreviewFacts } from './types.ts'
import { usePlan } from './usePlan.client.ts'

/** The second step: which column fills which field, and how the file is read. */
export function MapStep({ data }: { data: ImportData }) {
  return data.import === null || data.preview === null ? null : (
    <Mapping data={data} facts={data.import} first={data.preview} />
  )
}

function Mapping(props: { data: ImportData; facts: ImportFacts; first: PreviewFacts }) {
  const { data, facts, first } = props
  const t = useTexts(importTexts)
  const { i18n } = useTranslation()
  const router = useRouter()
  const { isBusy, plan, preview } = usePlan(facts.id, first)
  const { act, isBusy: isStarting } = useAct()
  const mapped = preview.columns.filter(({ target }) => target !== null).length
  const rows = new Intl.NumberFormat(i18n.language).format(preview.rows)

  return (
    <>
      <Card
        heading={t('map.heading')}
        text={t('map.text', { columns: preview.columns.length, mapped, rows })}
      >
        <ColumnTable
          fields={data.fields}
          isBusy={isBusy}
          onTarget={(header, target) => {
            const columns = { ...preview.map.columns, [header]: target }
            void plan({ map: { ...preview.map, columns } })
          }}
          preview={preview}
        />
        {preview.notes.length === 0 ? null : (
          <ul className="tenon-notes">
            {preview.notes.map(({ code, message }) => (
              <li key={`${code} ${message}`}>{message}</li>
            ))}
          </ul>
        )}
      </Card>
      <div className="tenon-columns">
        <PlanOptions fields={data.fields} isBusy={isBusy} plan={plan} preview={preview} />
        <Recipes isBusy={isBusy} plan={plan} preview={preview} />
      </div>
      <div className="tenon-page__foot">
        <Button
          disabled={isBusy || isStarting || mapped === 0}
          look="primary"
          onClick={() =>
            void act(async () => {
              await callApi('POST', `/api/imports/${facts.id}/dry-run`)
              router.push(addressOf({ id: facts.id, step: 'check' }))
            })
          }
        >
          {t('map.next')}
        </Button>
        <p className="tenon-set-field__help">{t('map.nextHelp')}</p>
      </div>
    </>
  )
}
