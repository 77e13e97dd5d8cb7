'use client'

import { toast } from '@payloadcms/ui'
import { ChevronsUpDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useEffect, useState } from 'react'

import { useTexts } from '../ui/useTexts.client.ts'
import type { OtherTenant } from './session.ts'
import { otherTenants, switchTenant } from './session.ts'
import { frameTexts } from './translations/index.ts'

/** The other businesses of the account, as soon as they are known. */
export function useOtherTenants(here: string): readonly OtherTenant[] {
  const [others, setOthers] = useState<readonly OtherTenant[]>([])
  useEffect(() => {
    let isGone = false
    void otherTenants(here).then((found) => {
      if (!isGone) {
        setOthers(found)
      }
    })

    return () => {
      isGone = true
    }
  }, [here])

  return others
}

/** Leads to the other businesses of the account; not there for an account with one. */
export function TenantSwitcher({ here }: { here: { name: string; slug: string } }) {
  const t = useTexts(frameTexts)
  const others = useOtherTenants(here.slug)
  if (others.length === 0) {
    return null
  }

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={t('account.tenants')}
        className="tenon-icon-button tenon-nav__switcher"
      >
        <ChevronsUpDown aria-hidden size={16} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="start" className="tenon-menu" sideOffset={6}>
          <DropdownMenu.Label className="tenon-menu__label">{here.name}</DropdownMenu.Label>
          {others.map(({ name, slug }) => (
            <DropdownMenu.Item
              className="tenon-menu__item"
              key={slug}
              onSelect={() => {
                goTo(slug)
              }}
            >
              {t('account.switchTo', { name })}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** Goes over to another business, or says why that did not work. */
export function goTo(slug: string): void {
  switchTenant(slug).catch((error: unknown) => {
    toast.error((error as Error).message)
  })
}
