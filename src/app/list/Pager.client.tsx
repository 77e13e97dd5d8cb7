'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'

import { Button } from '../ui/Button.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { listTexts } from './translations/index.ts'
import type { List } from './useList.client.ts'

const SIZES = [10, 25, 50, 100, 200] as const

/** Back and on through a list by cursors, and the number of rows on a page. */
export function Pager({ list }: { list: List }) {
  const t = useTexts(listTexts)
  const { nextCursor, prevCursor } = list.rows

  return (
    <nav aria-label={t('page')} className="tenon-list__pager">
      <label className="tenon-list__size">
        <span>{t('rowsPerPage')}</span>
        <select
          className="tenon-input"
          onChange={(event) => {
            list.change({ limit: Number(event.target.value) })
          }}
          value={list.page.state.limit}
        >
          {SIZES.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </select>
      </label>
      <Button
        aria-label={t('previous')}
        disabled={prevCursor === null}
        onClick={() => {
          list.go(prevCursor === null ? {} : { before: prevCursor })
        }}
      >
        <ChevronLeft aria-hidden size={16} />
      </Button>
      <Button
        aria-label={t('next')}
        disabled={nextCursor === null}
        onClick={() => {
          list.go(nextCursor === null ? {} : { after: nextCursor })
        }}
      >
        <ChevronRight aria-hidden size={16} />
      </Button>
    </nav>
  )
}
