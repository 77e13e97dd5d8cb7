'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import { ChevronDown, Columns3, Kanban, Lock, Users } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'

import type { SavedView } from '../../../screens/index.ts'
import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import type { ApiError } from '../../ui/callApi.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { writeAddress } from '../address.ts'
import { listTexts } from '../translations/index.ts'
import type { List } from '../useList.client.ts'
import { definitionOf, deleteView, saveDefinition } from './saveViews.ts'
import { ViewDialog } from './ViewDialog.client.tsx'

/** The saved views of a list, and saving how it is looked at now. */
export function ViewTabs({ list }: { list: List }) {
  const t = useTexts(listTexts)
  const { i18n } = useTranslation()
  const { collection, state, views } = list.page
  const [dialog, setDialog] = useState<'new' | null | SavedView>(null)
  const current = views.find(({ id }) => id === state.view)
  const isChanged = (['columns', 'group', 'search', 'sort', 'where'] as const).some((key) =>
    list.changed.has(key),
  )
  const guarded = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      toast.error(
        uiTexts.translate(i18n.language, 'failed', { reason: (error as ApiError).message }),
      )
    }
  }
  const reopen = (view: string) => list.open({ view })
  const act = {
    delete: (view: SavedView) =>
      guarded(async () => {
        const name = labelText(view.name, i18n.language)
        if (window.confirm(t('views.deleteConfirm', { name }))) {
          await deleteView(view)
          await reopen('all')
        }
      }),
    save: (view: SavedView) =>
      guarded(async () => {
        await saveDefinition(view, definitionOf(list.page))
        await reopen(view.id)
        toast.success(t('saved'))
      }),
  }

  return (
    <nav aria-label={t('views.label')} className="tenon-list__views">
      <ul>
        <li>
          <Tab
            href={writeAddress({ view: 'all' })}
            isCurrent={state.view === null}
            onOpen={() => guarded(() => reopen('all'))}
          >
            {t('views.all')}
          </Tab>
        </li>
        {views.map((view) => (
          <li key={view.id}>
            {view.kind === 'board' ? (
              <a
                className="tenon-list__view"
                href={`/admin/collections/${collection.slug}/board?view=${view.id}`}
              >
                <Kanban aria-hidden size={14} />
                {labelText(view.name, i18n.language)}
              </a>
            ) : (
              <Tab
                href={writeAddress({ view: view.id })}
                isCurrent={state.view === view.id}
                onOpen={() => guarded(() => reopen(view.id))}
              >
                {view.isShared ? (
                  view.team === null ? (
                    <Columns3 aria-hidden size={14} />
                  ) : (
                    <Users aria-hidden size={14} />
                  )
                ) : (
                  <Lock aria-hidden size={14} />
                )}
                {labelText(view.name, i18n.language)}
              </Tab>
            )}
            {view.mayChange ? (
              <ViewMenu
                onDelete={() => void act.delete(view)}
                onSettings={() => {
                  setDialog(view)
                }}
                view={view}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <div className="tenon-list__views-actions">
        {isChanged && current !== undefined ? (
          <>
            <Button look="quiet" onClick={() => void guarded(() => reopen(current.id))}>
              {t('views.reset')}
            </Button>
            {current.mayChange ? (
              <Button onClick={() => void act.save(current)}>{t('views.save')}</Button>
            ) : null}
          </>
        ) : null}
        {isChanged || current !== undefined ? (
          <Button
            look="quiet"
            onClick={() => {
              setDialog('new')
            }}
          >
            {t('views.saveAs')}
          </Button>
        ) : null}
      </div>
      {dialog === null ? null : (
        <ViewDialog
          list={list}
          onClose={() => {
            setDialog(null)
          }}
          view={dialog === 'new' ? undefined : dialog}
        />
      )}
    </nav>
  )
}

function Tab(props: {
  children: React.ReactNode
  href: string
  isCurrent: boolean
  onOpen: () => Promise<void>
}) {
  const { children, href, isCurrent, onOpen } = props

  return (
    <a
      aria-current={isCurrent ? 'page' : undefined}
      className="tenon-list__view"
      href={href}
      onClick={(event) => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
          event.preventDefault()
          void onOpen()
        }
      }}
    >
      {children}
    </a>
  )
}

function ViewMenu(props: { onDelete: () => void; onSettings: () => void; view: SavedView }) {
  const { onDelete, onSettings, view } = props
  const { i18n } = useTranslation()
  const t = useTexts(listTexts)

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={t('views.menu', { name: labelText(view.name, i18n.language) })}
        className="tenon-list__view-menu"
      >
        <ChevronDown aria-hidden size={14} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="tenon-popover tenon-menu">
          <DropdownMenu.Item className="tenon-menu__item" onSelect={onSettings}>
            {t('views.settings')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="tenon-menu__item" onSelect={onDelete}>
            {t('views.delete')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
