'use client'

import { Gutter, SetStepNav, useAuth } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import { useCallback, useState } from 'react'

import type { homeScreen } from '../../screens/index.ts'
import { Button } from '../ui/Button.client.tsx'
import { useScreen } from '../ui/useScreen.client.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { AddWidget } from './AddWidget.client.tsx'
import { FilterBar } from './FilterBar.client.tsx'
import type { HomeAsked } from './filterOf.ts'
import { filterOf, searchOf } from './filterOf.ts'
import { MyDay } from './MyDay.client.tsx'
import { PageActions } from './PageActions.client.tsx'
import { homeTexts } from './translations/index.ts'
import type { HomeData, SlotWidget } from './types.ts'
import { useLayout } from './useLayout.client.ts'
import { WidgetGrid } from './WidgetGrid.client.tsx'

/** The home page in the browser: the address says what it is shown for, and every change of it is kept. */
export function HomePage({ first, slots }: { first: HomeData; slots: readonly SlotWidget[] }) {
  const t = useTexts(homeTexts)
  const { user } = useAuth<{ id: string; name?: string }>()
  const [filter, setFilter] = useFilter()
  const {
    data = first,
    error,
    isLoading,
    reload,
  } = useScreen<typeof homeScreen>('home', filter, first)
  const layout = useLayout(data, reload)
  const [isEditing, setEditing] = useState(false)
  const [isAdding, setAdding] = useState(false)

  return (
    <Gutter className="tenon-home">
      <SetStepNav nav={[]} />
      <header className="tenon-home__head">
        <h1 className="tenon-home__heading">{t('greeting', { name: user?.name ?? '' })}</h1>
        <FilterBar filter={filter} onChange={setFilter} people={data.people} />
        <PageActions
          isEditing={isEditing}
          layout={layout}
          onAdd={() => {
            setAdding(true)
          }}
          onEdit={setEditing}
          roles={data.roles}
        />
      </header>
      {error === undefined ? null : (
        <p className="tenon-home__error" role="alert">
          {error.message}{' '}
          <Button look="quiet" onClick={reload}>
            {t('reload')}
          </Button>
        </p>
      )}
      <div className="tenon-home__body">
        <MyDay data={data} />
        <WidgetGrid
          data={data}
          filter={filter}
          isEditing={isEditing}
          isLoading={isLoading}
          layout={layout}
          slots={slots}
        />
      </div>
      {isAdding ? (
        <AddWidget
          data={data}
          filter={filter}
          layout={layout}
          onClose={() => {
            setAdding(false)
          }}
        />
      ) : null}
    </Gutter>
  )
}

/** What the address asks for, and how to ask for something else without leaving the page. */
function useFilter(): [HomeAsked, (filter: HomeAsked) => void] {
  const search = useSearchParams()
  const change = useCallback((filter: HomeAsked) => {
    window.history.pushState(null, '', window.location.pathname + searchOf(filter))
  }, [])

  return [filterOf((name) => search.get(name)), change]
}
