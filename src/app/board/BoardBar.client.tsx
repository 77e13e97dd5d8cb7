'use client'

import { List, Plus, SlidersHorizontal, X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'

import type { Board, FieldView } from '../../screens/index.ts'
import { useTenant } from '../components/TenantContext.client.tsx'
import { labelText } from '../format/labelText.ts'
import { Button } from '../ui/Button.client.tsx'
import { RelationInput } from '../ui/RelationInput.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { wholeMoney } from './boardFormat.ts'
import { boardTotals } from './boardState.ts'
import type { BoardFilters } from './boardUrl.ts'
import { isFiltered } from './boardUrl.ts'
import { boardTexts } from './translations/index.ts'

const TYPING_MS = 250

type Props = {
  board: Board
  collection: string
  fieldLabel: (path: string) => string
  filters: BoardFilters
  heading: string
  language: string
  /** Shows the board with other filters. */
  onFilter: (filters: BoardFilters) => void
  ownerField: FieldView | null
}

/** What stands above a board: its name, what it comes to, which pipeline it shows and which records. */
export function BoardBar(props: Props) {
  const { board, collection, filters, heading } = props
  const t = useTexts(boardTexts)
  const [isShown, setShown] = useState(isFiltered(filters))

  return (
    <div className="tenon-board__bar">
      <div className="tenon-board__line">
        <h1 className="tenon-board__heading">{heading}</h1>
        <Switch {...props} />
        <Totals {...props} />
        <div className="tenon-board__actions">
          <Button
            aria-expanded={isShown}
            className="tenon-board__filters-button"
            onClick={() => {
              setShown(!isShown)
            }}
          >
            <SlidersHorizontal aria-hidden size={15} />
            {t('filters')}
          </Button>
          <Link
            className="tenon-button tenon-button--plain"
            href={`/admin/collections/${collection}`}
          >
            <List aria-hidden size={15} />
            {t('list')}
          </Link>
          {board.mayCreate ? (
            <Link
              className="tenon-button tenon-button--primary"
              href={`/admin/collections/${collection}/create`}
            >
              <Plus aria-hidden size={15} />
              {t('create')}
            </Link>
          ) : null}
        </div>
      </div>
      <Filters {...props} isShown={isShown} />
    </div>
  )
}

function Totals({ board, language }: Props) {
  const tenant = useTenant()
  const t = useTexts(boardTexts)
  const totals = boardTotals(board)
  const money = (amount: number) => wholeMoney(amount, tenant?.currency ?? '', language)

  return (
    <p className="tenon-board__totals tenon-figure">
      <span>{t('count', { count: new Intl.NumberFormat(language).format(totals.count) })}</span>
      {totals.sum === null ? null : <span>{t('sum', { sum: money(totals.sum) })}</span>}
      {totals.weighted === null ? null : (
        <span>{t('weighted', { sum: money(totals.weighted) })}</span>
      )}
    </p>
  )
}

/** Which pipeline, or which choice, gives the columns. */
function Switch({ board, fieldLabel, filters, language, onFilter }: Props) {
  const t = useTexts(boardTexts)
  if (board.pipelines.length > 1) {
    return (
      <select
        aria-label={t('pipeline')}
        className="tenon-input tenon-board__switch"
        onChange={(event) => {
          onFilter({ ...filters, open: [], pipeline: event.target.value })
        }}
        value={board.pipeline?.key ?? ''}
      >
        {board.pipelines.map(({ key, title }) => (
          <option key={key} value={key}>
            {labelText(title, language)}
          </option>
        ))}
      </select>
    )
  }
  if (board.choices.length > 1) {
    return (
      <select
        aria-label={t('by')}
        className="tenon-input tenon-board__switch"
        onChange={(event) => {
          onFilter({ ...filters, by: event.target.value })
        }}
        value={board.shape.by}
      >
        {board.choices.map((path) => (
          <option key={path} value={path}>
            {fieldLabel(path)}
          </option>
        ))}
      </select>
    )
  }

  return null
}

function Filters(props: Props & { isShown: boolean }) {
  const { board, filters, isShown, onFilter, ownerField } = props
  const t = useTexts(boardTexts)
  const set = (change: Partial<BoardFilters>) => {
    onFilter({ ...filters, ...change })
  }

  return (
    <div
      className={
        isShown ? 'tenon-board__filters' : 'tenon-board__filters tenon-board__filters--shut'
      }
    >
      <SearchBox
        key={filters.text}
        onText={(text) => {
          set({ text })
        }}
        text={filters.text}
      />
      {ownerField === null ? null : <OwnerFilter {...props} ownerField={ownerField} set={set} />}
      {board.shape.date === null ? null : (
        <>
          <DayFilter
            label={t('from')}
            onDay={(from) => {
              set({ from })
            }}
            value={filters.from ?? ''}
          />
          <DayFilter
            label={t('to')}
            onDay={(to) => {
              set({ to })
            }}
            value={filters.to ?? ''}
          />
        </>
      )}
      {isFiltered(filters) ? (
        <Button
          look="quiet"
          onClick={() => {
            const { by, open, pipeline } = filters
            onFilter({
              ...(by === undefined ? {} : { by }),
              ...(pipeline === undefined ? {} : { pipeline }),
              open,
              text: '',
            })
          }}
        >
          <X aria-hidden size={14} />
          {t('clear')}
        </Button>
      ) : null}
    </div>
  )
}

function SearchBox({ onText, text }: { onText: (text: string) => void; text: string }) {
  const t = useTexts(boardTexts)
  const [typed, setTyped] = useState(text)
  useEffect(() => {
    if (typed.trim() === text) {
      return
    }
    const timer = setTimeout(() => {
      onText(typed.trim())
    }, TYPING_MS)

    return () => {
      clearTimeout(timer)
    }
  }, [onText, text, typed])

  return (
    <input
      aria-label={t('search')}
      className="tenon-input tenon-board__search"
      onChange={(event) => {
        setTyped(event.target.value)
      }}
      placeholder={t('search')}
      type="search"
      value={typed}
    />
  )
}

function OwnerFilter(props: {
  board: Board
  filters: BoardFilters
  ownerField: FieldView
  set: (change: Partial<BoardFilters>) => void
}) {
  const { board, filters, ownerField, set } = props
  const t = useTexts(boardTexts)
  const { owner } = filters
  const isPerson = owner !== undefined && owner !== 'me' && owner !== 'none'
  const [isChoosing, setChoosing] = useState(isPerson)
  const title = isPerson ? board.titles[ownerField.relationTo ?? '']?.[owner] : undefined

  return (
    <>
      <select
        aria-label={t('owner')}
        className="tenon-input tenon-board__owner"
        onChange={({ target: { value } }) => {
          setChoosing(value === 'one')
          if (value !== 'one') {
            set({ owner: value })
          }
        }}
        value={isPerson || isChoosing ? 'one' : (owner ?? '')}
      >
        <option value="">{t('all')}</option>
        <option value="me">{t('mine')}</option>
        <option value="none">{t('noOwner')}</option>
        <option value="one">{t('ownerChosen')}</option>
      </select>
      {isPerson || isChoosing ? (
        <span className="tenon-board__person">
          <RelationInput
            field={{ ...ownerField, readOnly: false, required: true }}
            id="tenon-board-owner"
            onChange={(value) => {
              set({ owner: typeof value === 'string' ? value : '' })
            }}
            value={isPerson ? owner : null}
            {...(title === undefined ? {} : { title })}
          />
        </span>
      ) : null}
    </>
  )
}

function DayFilter(props: { label: string; onDay: (day: string) => void; value: string }) {
  const { label, onDay, value } = props

  return (
    <label className="tenon-board__day">
      <span>{label}</span>
      <input
        className="tenon-input"
        onChange={(event) => {
          onDay(event.target.value)
        }}
        type="date"
        value={value}
      />
    </label>
  )
}
