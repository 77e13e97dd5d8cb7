'use client'

import { toast, useTheme, useTranslation } from '@payloadcms/ui'
import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'

import { useTexts } from '../ui/useTexts.client.ts'
import { signOut } from './session.ts'
import { goTo, useOtherTenants } from './TenantSwitcher.client.tsx'
import { frameTexts } from './translations/index.ts'
import type { FrameData } from './types.ts'
import { useGo } from './useGo.client.ts'

const THEMES = ['light', 'dark', 'auto'] as const

/** The account of the reader: its page, language and appearance, the other businesses, signing out. */
export function AccountMenu({ data: { person, tenant } }: { data: FrameData }) {
  const t = useTexts(frameTexts)
  const go = useGo()
  const others = useOtherTenants(tenant.slug)

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={t('account.menu', { name: person.name })}
        className="tenon-icon-button tenon-bar__account"
      >
        <span aria-hidden className="tenon-avatar">
          {initialsOf(person.name)}
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" className="tenon-menu" sideOffset={6}>
          <div className="tenon-menu__person">
            <strong>{person.name}</strong>
            <span>{person.email}</span>
            <span>{tenant.name}</span>
          </div>
          <Item
            onSelect={() => {
              go('/admin/account')
            }}
            text={t('account.yours')}
          />
          {others.map(({ name, slug }) => (
            <Item
              key={slug}
              onSelect={() => {
                goTo(slug)
              }}
              text={t('account.switchTo', { name })}
            />
          ))}
          <Languages />
          <Themes />
          <DropdownMenu.Separator className="tenon-menu__line" />
          <DropdownMenu.Item
            className="tenon-menu__item tenon-log-out"
            onSelect={() => {
              signOut().catch((error: unknown) => {
                toast.error((error as Error).message)
              })
            }}
          >
            {t('account.signOut')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function Item({ onSelect, text }: { onSelect: () => void; text: string }) {
  return (
    <DropdownMenu.Item className="tenon-menu__item" onSelect={onSelect}>
      {text}
    </DropdownMenu.Item>
  )
}

function Languages() {
  const { i18n, languageOptions, switchLanguage } = useTranslation()
  const t = useTexts(frameTexts)

  return (
    <DropdownMenu.RadioGroup
      aria-label={t('account.language')}
      onValueChange={(language) => {
        void switchLanguage?.(language as (typeof languageOptions)[number]['value'])
      }}
      value={i18n.language}
    >
      <DropdownMenu.Label className="tenon-menu__label">{t('account.language')}</DropdownMenu.Label>
      {languageOptions.map(({ label, value }) => (
        <Choice key={value} text={label} value={value} />
      ))}
    </DropdownMenu.RadioGroup>
  )
}

function Themes() {
  const { autoMode, setTheme, theme } = useTheme()
  const t = useTexts(frameTexts)

  return (
    <DropdownMenu.RadioGroup
      aria-label={t('account.theme')}
      onValueChange={(chosen) => {
        // Payload takes `auto` as well, its type does not say so.
        setTheme(chosen as typeof theme)
      }}
      value={autoMode ? 'auto' : theme}
    >
      <DropdownMenu.Label className="tenon-menu__label">{t('account.theme')}</DropdownMenu.Label>
      {THEMES.map((value) => (
        <Choice key={value} text={t(`account.themes.${value}`)} value={value} />
      ))}
    </DropdownMenu.RadioGroup>
  )
}

function Choice({ text, value }: { text: string; value: string }) {
  return (
    <DropdownMenu.RadioItem className="tenon-menu__item tenon-menu__choice" value={value}>
      {text}
      <DropdownMenu.ItemIndicator>
        <Check aria-hidden size={14} />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''

  return `${words[0]?.slice(0, 1) ?? ''}${last.slice(0, 1)}`.toUpperCase()
}
