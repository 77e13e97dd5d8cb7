'use client'

import { useState } from 'react'

import type { FieldView } from '../../screens/index.ts'
import type { importRowsScreen } from '../../screens/index.ts'
import { Card, Chip, Empty } from '../settings/parts/Card.tsx'
import { Button } from '../ui/Button.client.tsx'
import { useScreen } from '../ui/useScreen.client.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { RowChanges } from './RowChanges.client.tsx'
import { importTexts } from './translations/index.ts'
import type { RowFacts } from './types.ts'

const OUTCOMES = ['created', 'changed', 'unchanged', 'refused', 'near'] as const
const LIMIT = 25
const LOOKS = { changed: 'warn', created: 'good', refused: 'bad', unchanged: 'plain' } as const

/** What the dry run found, row by row: filtered by outcome, a page at a time. */
export function RowTable({ fields, id }: { fields: readonly FieldView[]; id: string }) {
  const t = useTexts(importTexts)
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number] | null>(null)
  const [page, setPage] = useState(1)
  const { data, error } = useScreen<typeof importRowsScreen>('import-rows', {
    id,
    limit: LIMIT,
    outcome,
    page,
  })
  const counts = data?.counts ?? {}
  const all = OUTCOMES.filter((one) => one !== 'near')
  const total =
    outcome === null
      ? all.reduce((sum, one) => sum + (counts[one] ?? 0), 0)
      : (counts[outcome] ?? 0)
  const rows: readonly RowFacts[] = data?.rows ?? []

  return (
    <Card heading={t('rows.heading')}>
      <div aria-label={t('rows.filter')} className="tenon-pills" role="group">
        {([null, ...OUTCOMES] as const)
          .filter((one) => one === null || (counts[one] ?? 0) > 0)
          .map((one) => (
            <button
              aria-pressed={one === outcome}
              className="tenon-pill"
              key={one ?? 'all'}
              onClick={() => {
                setOutcome(one)
                setPage(1)
              }}
              type="button"
            >
              {one === null
                ? t('rows.all')
                : `${t(`outcome.${one}`)} (${String(counts[one] ?? 0)})`}
            </button>
          ))}
      </div>
      {error === undefined ? null : <Empty>{error.message}</Empty>}
      <div aria-live="polite" className="tenon-table-wrap">
        <table className="tenon-table">
          <thead>
            <tr>
              <th scope="col">{t('rows.row')}</th>
              <th scope="col">{t('rows.record')}</th>
              <th scope="col">{t('rows.outcome')}</th>
              <th scope="col">{t('rows.changes')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row}>
                <td className="tenon-figure">{row.row}</td>
                <th scope="row">{row.title ?? '—'}</th>
                <td>
                  <Chip look={LOOKS[row.outcome]}>{t(`outcome.${row.outcome}`)}</Chip>
                </td>
                <td>
                  <RowChanges fields={fields} row={row} titles={data?.titles ?? {}} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager last={Math.max(1, Math.ceil(total / LIMIT))} onPage={setPage} page={page} />
    </Card>
  )
}

function Pager(props: { last: number; onPage: (page: number) => void; page: number }) {
  const { last, onPage, page } = props
  const t = useTexts(importTexts)

  return last === 1 ? null : (
    <nav aria-label={t('rows.pages')} className="tenon-pager">
      <Button
        disabled={page <= 1}
        onClick={() => {
          onPage(page - 1)
        }}
      >
        {t('rows.before')}
      </Button>
      <span>{t('rows.page', { last, page })}</span>
      <Button
        disabled={page >= last}
        onClick={() => {
          onPage(page + 1)
        }}
      >
        {t('rows.after')}
      </Button>
    </nav>
  )
}
