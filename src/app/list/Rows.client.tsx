'use client'

import { useRef } from 'react'

import { Button } from '../ui/Button.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { ConflictDialog } from './table/ConflictDialog.client.tsx'
import { Row } from './table/Row.client.tsx'
import { columnsOf, Table } from './table/Table.client.tsx'
import { useGrid } from './table/useGrid.client.ts'
import { useKeys } from './table/useKeys.client.ts'
import { listTexts } from './translations/index.ts'
import type { List } from './useList.client.ts'
import type { Selection } from './useSelection.client.ts'

/** The records of a list as a table, which on a narrow screen becomes a column of cards. */
export function Rows(props: {
  canSelect: boolean
  label: string
  list: List
  selection: Selection
}) {
  const { canSelect, label, list, selection } = props
  const frame = useRef<HTMLDivElement>(null)
  const grid = useGrid(list, selection, { canSelect, titles: list.rows.titles })
  const docs = list.rows.docs.map((doc) => grid.shown(doc))
  const columns = columnsOf(list)
  useKeys(frame, grid, docs)

  return (
    <>
      <div
        className="tenon-list__scroll"
        onFocus={(event) => {
          const cell = (event.target as HTMLElement).closest<HTMLElement>('td[data-path]')
          const id = cell?.closest<HTMLElement>('tr')?.dataset['id']
          if (id !== undefined && cell?.dataset['path'] !== undefined) {
            grid.setActive({ id, path: cell.dataset['path'] })
          }
        }}
        ref={frame}
      >
        <Table grid={grid} label={label} list={list}>
          <tbody>
            {docs.map((doc) => (
              <Row columns={columns} doc={doc} grid={grid} key={doc.id} />
            ))}
          </tbody>
        </Table>
        {docs.length === 0 && !list.isLoading ? <Empty list={list} /> : null}
      </div>
      <ConflictDialog grid={grid} />
    </>
  )
}

/** What stands in a list without rows, and the way out of a condition that nothing meets. */
export function Empty({ list }: { list: List }) {
  const t = useTexts(listTexts)
  const { fault, state } = list.page
  const message = list.error?.message ?? fault?.message
  const isNarrowed = state.search !== '' || Object.keys(state.where).length > 0

  return (
    <div className="tenon-list__empty" role="status">
      <p>
        {message ?? t(isNarrowed ? 'empty.filtered' : state.trash ? 'empty.trash' : 'empty.none')}
      </p>
      {isNarrowed || message !== undefined ? (
        <Button
          onClick={() => {
            list.change({ search: '', where: {} })
          }}
        >
          {t('empty.reset')}
        </Button>
      ) : null}
    </div>
  )
}
