'use client'

import { useNav, useTranslation } from '@payloadcms/ui'
import { ChevronDown, House, PanelLeftClose, Search, Settings, Star } from 'lucide-react'
import { usePathname } from 'next/navigation.js'
import type { ReactNode } from 'react'

import type { FrameGroup } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { Icon } from '../ui/Icon.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { NavLink } from './NavLink.client.tsx'
import { isAt, listPlace, recordPlace } from './places.ts'
import { TenantSwitcher } from './TenantSwitcher.client.tsx'
import { frameTexts } from './translations/index.ts'
import type { FrameData } from './types.ts'
import { useCloseNav } from './useCloseNav.client.ts'
import type { FrameState } from './useFrameState.client.ts'

const FAVOURITES = 'favourites'
// The group of the platform itself, below which the pages of the settings stand.
const SETTINGS = 'settings'

/** The navigation at the side, which is a drawer on a phone; Payload's own button opens and closes it. */
export function NavPanel(props: {
  data: FrameData
  head: ReactNode
  onSearch: () => void
  slots: ReactNode
  state: FrameState
}) {
  const { data, head, onSearch, slots, state } = props
  const { hydrated, navOpen, navRef, shouldAnimate } = useNav()
  const close = useCloseNav()
  const t = useTexts(frameTexts)
  const looks = [
    'nav tenon-nav',
    navOpen && 'nav--nav-open',
    shouldAnimate && 'nav--nav-animate',
    hydrated && 'nav--nav-hydrated',
  ]

  return (
    <aside className={looks.filter(Boolean).join(' ')} inert={navOpen ? undefined : true}>
      <div className="nav__scroll tenon-nav__scroll" ref={navRef}>
        <div className="tenon-nav__head">
          {head}
          <TenantSwitcher here={data.tenant} />
          <button
            aria-label={t('nav.close')}
            className="tenon-icon-button tenon-nav__close"
            onClick={close}
            title={t('nav.close')}
            type="button"
          >
            <PanelLeftClose aria-hidden size={18} />
          </button>
        </div>
        <button className="tenon-nav__search" onClick={onSearch} type="button">
          <Search aria-hidden size={15} />
          <span>{t('palette.search')}</span>
          <kbd>{t('palette.keys')}</kbd>
        </button>
        <nav aria-label={t('nav.label')} className="tenon-nav__links">
          <ul>
            <NavLink icon={<House aria-hidden size={16} />} label={t('nav.home')} place="/admin" />
          </ul>
          <Favourites state={state} />
          {data.groups.map((group) => (
            <Group group={group} key={group.id} state={state} />
          ))}
        </nav>
        {slots}
      </div>
    </aside>
  )
}

function Favourites({ state }: { state: FrameState }) {
  const t = useTexts(frameTexts)
  if (state.favourites.length === 0) {
    return null
  }

  return (
    <Section
      heading={t('nav.favourites')}
      isOpen={!state.toggled.includes(FAVOURITES)}
      onToggle={() => {
        state.toggle(FAVOURITES)
      }}
    >
      {state.favourites.map(({ collection, id, title }) => (
        <NavLink
          icon={<Star aria-hidden size={16} />}
          key={id}
          label={title}
          place={recordPlace(collection, id)}
        />
      ))}
    </Section>
  )
}

function Group({ group, state }: { group: FrameGroup; state: FrameState }) {
  const { i18n } = useTranslation()
  const t = useTexts(frameTexts)
  const pathname = usePathname()
  const main = group.items.filter(({ isPart }) => !isPart)
  const parts = group.items.filter(({ isPart }) => isPart)
  const links = (items: typeof main) =>
    items.map(({ icon, labels, slug }) => (
      <NavLink
        icon={<Icon name={icon === '' ? group.icon : icon} />}
        key={slug}
        label={labelText(labels.plural, i18n.language)}
        place={listPlace(slug)}
      />
    ))
  const here = group.items.find(({ slug }) => isAt(pathname, listPlace(slug)))
  const isHere = here !== undefined || (group.id === SETTINGS && isAt(pathname, '/admin/settings'))

  return (
    <Section
      heading={labelText(group.label, i18n.language)}
      icon={group.icon}
      isOpen={(isHere && group.isSetup) || state.toggled.includes(group.id) === group.isSetup}
      onToggle={() => {
        state.toggle(group.id)
      }}
    >
      {group.id === SETTINGS ? (
        <NavLink
          icon={<Settings aria-hidden size={16} />}
          label={t('nav.settings')}
          place="/admin/settings"
        />
      ) : null}
      {links(main)}
      {parts.length === 0 ? null : (
        <li>
          <details className="tenon-nav__more" open={here?.isPart === true || undefined}>
            <summary>
              <ChevronDown aria-hidden size={14} />
              {t('nav.more')}
            </summary>
            <ul>{links(parts)}</ul>
          </details>
        </li>
      )}
    </Section>
  )
}

function Section(props: {
  children: ReactNode
  heading: string
  icon?: string
  isOpen: boolean
  onToggle: () => void
}) {
  const { children, heading, icon, isOpen, onToggle } = props

  return (
    <section className="tenon-nav__group">
      <button
        aria-expanded={isOpen}
        className="tenon-nav__heading"
        onClick={onToggle}
        type="button"
      >
        {icon === undefined ? null : <Icon name={icon} size={13} />}
        <span>{heading}</span>
        <ChevronDown aria-hidden className="tenon-nav__chevron" size={14} />
      </button>
      {isOpen ? <ul>{children}</ul> : null}
    </section>
  )
}
