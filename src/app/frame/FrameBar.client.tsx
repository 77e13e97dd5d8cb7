'use client'

import { useNav, useTranslation } from '@payloadcms/ui'
import { Plus, Search, Star } from 'lucide-react'
import { usePathname } from 'next/navigation.js'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { useState } from 'react'

import { labelText } from '../format/labelText.ts'
import { Icon } from '../ui/Icon.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { AccountMenu } from './AccountMenu.client.tsx'
import { Bell } from './Bell.client.tsx'
import { recordAt } from './places.ts'
import { frameTexts } from './translations/index.ts'
import type { FrameData } from './types.ts'
import type { FrameState } from './useFrameState.client.ts'

type BarProps = {
  data: FrameData
  isMenuOpen: boolean
  onCreate: (collection: string) => void
  onMenu: (isOpen: boolean) => void
  onSearch: () => void
  slots: ReactNode
  state: FrameState
}

/** The bar above every screen: what plugins add, search, creating, notifications and the account. */
export function FrameBar(props: BarProps) {
  const { data, onSearch, slots, state } = props
  const t = useTexts(frameTexts)
  const { navOpen } = useNav()

  return (
    <div className={navOpen ? 'tenon-bar is-beside-nav' : 'tenon-bar'}>
      {slots}
      <PinButton state={state} />
      <button
        aria-label={t('palette.open')}
        className="tenon-icon-button"
        onClick={onSearch}
        title={t('palette.open')}
        type="button"
      >
        <Search aria-hidden size={18} />
      </button>
      <CreateMenu {...props} />
      <Bell unread={data.unread} />
      <AccountMenu data={data} />
    </div>
  )
}

function PinButton({ state }: { state: FrameState }) {
  const t = useTexts(frameTexts)
  const here = recordAt(usePathname())
  if (here === undefined) {
    return null
  }
  const isPinned = state.favourites.some(({ id }) => id === here.id)
  const label = t(isPinned ? 'nav.unpin' : 'nav.pin')

  return (
    <button
      aria-label={label}
      aria-pressed={isPinned}
      className="tenon-icon-button tenon-bar__pin"
      onClick={() => {
        state.pin({ ...here, title: titleOfPage() })
      }}
      title={label}
      type="button"
    >
      <Star aria-hidden fill={isPinned ? 'currentColor' : 'none'} size={18} />
    </button>
  )
}

/** What the page calls its record, until the server says it with the next screen. */
function titleOfPage(): string {
  const heading = document.querySelector('h1')?.textContent.trim() ?? ''

  return heading === '' ? document.title : heading
}

function CreateMenu({ data, isMenuOpen, onCreate, onMenu }: BarProps) {
  const { i18n } = useTranslation()
  const t = useTexts(frameTexts)
  const [chosen, setChosen] = useState(false)
  const items = data.groups.flatMap((group) =>
    group.items
      .filter(({ canCreate, isPart, isSetup }) => canCreate && !isPart && !isSetup)
      .map((item) => ({ ...item, icon: item.icon === '' ? group.icon : item.icon })),
  )
  if (items.length === 0) {
    return null
  }

  return (
    <DropdownMenu.Root onOpenChange={onMenu} open={isMenuOpen}>
      <DropdownMenu.Trigger
        aria-label={t('create.button')}
        className="tenon-icon-button tenon-bar__create"
        title={t('create.button')}
      >
        <Plus aria-hidden size={18} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          className="tenon-menu"
          onCloseAutoFocus={(event) => {
            // The window that opens takes the focus itself.
            if (chosen) {
              event.preventDefault()
              setChosen(false)
            }
          }}
          sideOffset={6}
        >
          <DropdownMenu.Label className="tenon-menu__label">{t('create.menu')}</DropdownMenu.Label>
          {items.map(({ icon, labels, slug }) => (
            <DropdownMenu.Item
              className="tenon-menu__item"
              key={slug}
              onSelect={() => {
                setChosen(true)
                onCreate(slug)
              }}
            >
              <Icon name={icon} />
              {labelText(labels.singular, i18n.language)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
