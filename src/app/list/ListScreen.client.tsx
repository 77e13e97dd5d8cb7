'use client'

import { SetStepNav, useTranslation } from '@payloadcms/ui'
import { Plus } from 'lucide-react'
import Link from 'next/link.js'
import type { ReactNode } from 'react'
import { useState } from 'react'

import type { ListPage } from '../../screens/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import type { ListAddress } from './address.ts'
import { BulkBar } from './bulk/BulkBar.client.tsx'
import { FilterPanel } from './filter/FilterPanel.client.tsx'
import { GroupRows } from './GroupRows.client.tsx'
import { Pager } from './Pager.client.tsx'
import { Rows } from './Rows.client.tsx'
import { Toolbar } from './Toolbar.client.tsx'
import { totalText } from './totalText.ts'
import { listTexts } from './translations/index.ts'
import type { List } from './useList.client.ts'
import { useList } from './useList.client.ts'
import { useNames } from './useNames.client.ts'
import { useSelection } from './useSelection.client.ts'
import { ViewTabs } from './views/ViewTabs.client.tsx'

type ListProps = {
  /** What plugins have put beside the list's own actions. */
  actions: ReactNode
  address: ListAddress
  first: ListPage
}

/** The list of a collection: its views, its tools, and its records as a table or in groups. */
export function ListScreen({ actions, address, first }: ListProps) {
  const list = useList(first, address)
  const { collection, rights, state } = list.page
  const names = useNames(collection)
  const [isFiltering, setFiltering] = useState(false)
  const shown = list.rows.docs.map(({ id }) => id)
  const asked = JSON.stringify([state.where, state.search, state.trash, state.view])
  const selection = useSelection(asked, shown)
  const canSelect = rights.bulk && state.group === null

  return (
    <div className="tenon-list">
      <SetStepNav nav={[{ label: names.plural }]} />
      <Head actions={actions} list={list} />
      <ViewTabs list={list} />
      <Toolbar
        isFiltering={isFiltering}
        list={list}
        onFilter={() => {
          setFiltering((last) => !last)
        }}
      />
      {isFiltering ? <FilterPanel key={state.view} list={list} /> : null}
      {rights.bulk ? <BulkBar list={list} selection={selection} /> : null}
      {state.group === null ? (
        <>
          <Rows canSelect={canSelect} label={names.plural} list={list} selection={selection} />
          <Pager list={list} />
        </>
      ) : (
        <GroupRows group={state.group} label={names.plural} list={list} selection={selection} />
      )}
    </div>
  )
}

function Head({ actions, list }: { actions: ReactNode; list: List }) {
  const t = useTexts(listTexts)
  const { i18n } = useTranslation()
  const { collection, state } = list.page
  const { plural, singular } = useNames(collection)

  return (
    <header className="tenon-list__top">
      <h1 className="tenon-list__heading">{state.trash ? `${plural}: ${t('trash')}` : plural}</h1>
      <p aria-live="polite" className="tenon-list__total">
        {totalText(list.rows, i18n.language)}
      </p>
      <div className="tenon-list__top-actions">
        {actions}
        {collection.may.create === 'none' || state.trash ? null : (
          <Link
            className="tenon-button tenon-button--primary"
            href={`/admin/collections/${collection.slug}/create`}
            prefetch={false}
          >
            <Plus aria-hidden size={16} />
            {t('create', { name: singular })}
          </Link>
        )}
      </div>
    </header>
  )
}
