'use client'

import { Filter, Search, Trash2, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

import { Button } from '../ui/Button.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { ColumnsMenu } from './ColumnsMenu.client.tsx'
import { ExportButton } from './ExportButton.client.tsx'
import { countOf } from './filter/nodes.ts'
import { GroupMenu } from './GroupMenu.client.tsx'
import { listTexts } from './translations/index.ts'
import type { List } from './useList.client.ts'
import { useNames } from './useNames.client.ts'

const DELAY_MS = 250

/** The tools of a list: search, conditions, groups, columns, export and the trash. */
export function Toolbar(props: { isFiltering: boolean; list: List; onFilter: () => void }) {
  const { isFiltering, list, onFilter } = props
  const t = useTexts(listTexts)
  const { collection, rights, state } = list.page
  const count = countOf(state.where)

  return (
    <div className="tenon-list__tools">
      {collection.searchFields.length > 0 ? <SearchBox key={state.view ?? ''} list={list} /> : null}
      <Button aria-expanded={isFiltering} onClick={onFilter}>
        <Filter aria-hidden size={16} />
        <span className="tenon-list__tool-name">{t('filter.button')}</span>
        {count > 0 ? (
          <span aria-label={t('filter.count', { count })} className="tenon-list__badge" role="img">
            {count}
          </span>
        ) : null}
      </Button>
      <GroupMenu list={list} />
      <ColumnsMenu list={list} />
      {rights.export ? <ExportButton list={list} /> : null}
      {collection.trash ? (
        <Button
          aria-pressed={state.trash}
          className="tenon-list__trash"
          look="quiet"
          onClick={() => {
            list.change({ trash: !state.trash })
          }}
        >
          {state.trash ? <Undo2 aria-hidden size={16} /> : <Trash2 aria-hidden size={16} />}
          <span className="tenon-list__tool-name">{t(state.trash ? 'trashLeave' : 'trash')}</span>
        </Button>
      ) : null}
    </div>
  )
}

function SearchBox({ list }: { list: List }) {
  const t = useTexts(listTexts)
  const { plural } = useNames(list.page.collection)
  const { search } = list.page.state
  const [text, setText] = useState(search)
  const [seen, setSeen] = useState(search)
  const change = useRef(list.change)
  // What is cleared elsewhere is cleared here, too.
  if (seen !== search) {
    setSeen(search)
    setText(search)
  }
  useEffect(() => {
    change.current = list.change
  })
  useEffect(() => {
    if (text === search) {
      return
    }
    const timer = setTimeout(() => {
      change.current({ search: text })
    }, DELAY_MS)

    return () => {
      clearTimeout(timer)
    }
  }, [search, text])

  return (
    <div className="tenon-list__search">
      <Search aria-hidden size={16} />
      <input
        aria-label={t('search', { name: plural })}
        className="tenon-input"
        onChange={(event) => {
          setText(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setText('')
            event.currentTarget.blur()
          }
        }}
        placeholder={t('search', { name: plural })}
        type="search"
        value={text}
      />
    </div>
  )
}
