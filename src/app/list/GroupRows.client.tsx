'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

import type { ListGrouping, ListRows, rowsScreen } from '../../screens/index.ts'
import { Button } from '../ui/Button.client.tsx'
import type { FieldContext } from '../ui/fieldText.ts'
import { fieldText } from '../ui/fieldText.ts'
import { useFieldContext } from '../ui/useFieldContext.client.ts'
import { useScreen } from '../ui/useScreen.client.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { groupText } from './groupText.ts'
import { Empty } from './Rows.client.tsx'
import { ConflictDialog } from './table/ConflictDialog.client.tsx'
import { Row } from './table/Row.client.tsx'
import { columnsOf, Table } from './table/Table.client.tsx'
import type { GridDoc } from './table/types.ts'
import type { Grid } from './table/useGrid.client.ts'
import { useGrid } from './table/useGrid.client.ts'
import { useKeys } from './table/useKeys.client.ts'
import { listTexts } from './translations/index.ts'
import type { List } from './useList.client.ts'
import type { Selection } from './useSelection.client.ts'

type Group = NonNullable<ListRows['groups']>[number]

const MOST = 200

type GroupProps = {
  group: ListGrouping
  label: string
  list: List
  selection: Selection
}

/** The groups of a list with their number and sums; a group opens into its records. */
export function GroupRows({ group, label, list, selection }: GroupProps) {
  const t = useTexts(listTexts)
  const frame = useRef<HTMLDivElement>(null)
  const grid = useGrid(list, selection, { canSelect: false, titles: list.rows.titles })
  const groups = list.rows.groups ?? []
  const [opened, setOpened] = useState<Readonly<Record<string, readonly GridDoc[]>>>({})
  useKeys(frame, grid, Object.values(opened).flat())

  return (
    <>
      <div className="tenon-list__scroll" ref={frame}>
        <Table grid={grid} label={label} list={list}>
          {groups.map((one) => (
            <GroupSection
              grid={grid}
              group={one}
              grouping={group}
              key={JSON.stringify(one.key)}
              list={list}
              onRows={(docs) => {
                setOpened((last) => ({ ...last, [JSON.stringify(one.key)]: docs }))
              }}
            />
          ))}
        </Table>
        {groups.length === 0 && !list.isLoading ? <Empty list={list} /> : null}
      </div>
      {list.rows.isCut ? (
        <p className="tenon-list__note">{t('group.cut', { count: groups.length })}</p>
      ) : null}
      <ConflictDialog grid={grid} />
    </>
  )
}

type SectionProps = {
  grid: Grid
  group: Group
  grouping: ListGrouping
  list: List
  /** Told which records the opened group shows. */
  onRows: (docs: readonly GridDoc[]) => void
}

function GroupSection(props: SectionProps) {
  const { grid, group, grouping, list } = props
  const t = useTexts(listTexts)
  const { contextOf } = useFieldContext(list.rows.titles)
  const [isOpen, setOpen] = useState(false)
  const field = grid.names.fieldAt(grouping.by)
  const columns = columnsOf(list)
  if (field === undefined) {
    return null
  }
  const context = contextOf(field, {})
  const name = groupText(group, field, { context, period: grouping.period })

  return (
    <>
      <tbody className="tenon-list__group">
        <tr>
          <th className="tenon-list__group-head" colSpan={columns.length} scope="rowgroup">
            <button
              aria-expanded={isOpen}
              aria-label={t(isOpen ? 'group.close' : 'group.open', { name })}
              onClick={() => {
                setOpen((last) => !last)
              }}
              type="button"
            >
              {isOpen ? (
                <ChevronDown aria-hidden size={16} />
              ) : (
                <ChevronRight aria-hidden size={16} />
              )}
              <span className="tenon-list__group-name">{name}</span>
              <span className="tenon-list__badge">
                {new Intl.NumberFormat(context.language).format(group.count)}
              </span>
            </button>
            <Sums context={context} grid={grid} group={group} sums={grouping.sums ?? []} />
          </th>
        </tr>
      </tbody>
      {isOpen ? <GroupBody {...props} /> : null}
    </>
  )
}

function Sums(props: { context: FieldContext; grid: Grid; group: Group; sums: readonly string[] }) {
  const { context, grid, group, sums } = props

  return (
    <>
      {sums.map((path) => {
        const field = grid.names.fieldAt(path)
        const amounts = group.currencies?.[path]
        const sum = sums.length > 1 ? group.sums?.[path] : group.sum
        const texts =
          field === undefined
            ? []
            : amounts === undefined
              ? [fieldText(field, sum ?? 0, context)]
              : Object.entries(amounts).map(([currency, amount]) =>
                  fieldText(field, amount, { ...context, currency }),
                )

        return (
          <span className="tenon-list__sum" key={path}>
            {`${grid.names.nameOf(path)}: ${texts.join(' + ')}`}
          </span>
        )
      })}
    </>
  )
}

function GroupBody({ grid, group, grouping, list, onRows }: SectionProps) {
  const { by, period } = grouping
  const t = useTexts(listTexts)
  const { limit } = list.page.state
  const [count, setCount] = useState(limit)
  const { data, isLoading, reload } = useScreen<typeof rowsScreen>('list-rows', {
    ...list.rowsInput,
    after: undefined,
    before: undefined,
    group: null,
    limit: Math.min(count, MOST),
    within: { by, key: group.key as null | string, ...(period === undefined ? {} : { period }) },
  })
  const own = useFieldContext(data?.titles)
  const told = useRef(onRows)
  const last = useRef(list.rows)
  const columns = columnsOf(list)
  useEffect(() => {
    told.current = onRows
  })
  useEffect(() => {
    told.current(data?.docs ?? [])
  }, [data])
  useEffect(() => {
    if (last.current !== list.rows) {
      last.current = list.rows
      reload()
    }
  }, [list.rows, reload])

  return (
    <tbody>
      {(data?.docs ?? []).map((doc) => (
        <Row
          columns={columns}
          doc={grid.shown(doc)}
          grid={{ ...grid, contextOf: own.contextOf }}
          key={doc.id}
        />
      ))}
      {isLoading || (data !== undefined && data.nextCursor !== null && count < MOST) ? (
        <tr>
          <td className="tenon-list__more" colSpan={columns.length}>
            <Button
              disabled={isLoading}
              look="quiet"
              onClick={() => {
                setCount((shown) => shown + limit)
              }}
            >
              {t('more')}
            </Button>
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}
