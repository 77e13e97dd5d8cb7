'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import { ArrowRight, LogOut, Plus, Repeat2 } from 'lucide-react'
import type { ReactNode } from 'react'

import type { FrameItem } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { fold } from './highlight.ts'
import { listPlace } from './places.ts'
import { signOut } from './session.ts'
import { goTo, useOtherTenants } from './TenantSwitcher.client.tsx'
import { frameTexts } from './translations/index.ts'
import type { FrameData } from './types.ts'

/** Something that can be done from the palette. */
export type PaletteAction = { icon: ReactNode; id: string; run: () => void; text: string }

const SIZE = 16
const MOST_FITTING = 8

/** Everything that can be done from the palette and fits what is typed: every word stands in its text. */
export function usePaletteActions(
  data: FrameData,
  typed: string,
  act: { create: (collection: string) => void; go: (place: string) => void },
): PaletteAction[] {
  const creating = useCreating(data, act.create)
  const going = useGoing(data, act.go)
  const leaving = useLeaving(data)
  const words = fold(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
  const all = [...creating, ...going, ...leaving]

  return words.length === 0
    ? all
    : all
        .filter(({ text }) => words.every((word) => fold(text).includes(word)))
        .slice(0, MOST_FITTING)
}

function itemsOf({ groups }: FrameData): FrameItem[] {
  return groups.flatMap(({ items }) => items)
}

function useCreating(data: FrameData, create: (slug: string) => void): PaletteAction[] {
  const { i18n } = useTranslation()
  const t = useTexts(frameTexts)

  return itemsOf(data)
    .filter(({ canCreate, isPart }) => canCreate && !isPart)
    .map(({ labels, slug }) => ({
      icon: <Plus aria-hidden size={SIZE} />,
      id: `create ${slug}`,
      run: () => {
        create(slug)
      },
      text: t('palette.create', { singular: labelText(labels.singular, i18n.language) }),
    }))
}

function useGoing(data: FrameData, go: (place: string) => void): PaletteAction[] {
  const { i18n } = useTranslation()
  const t = useTexts(frameTexts)
  const boards = itemsOf(data)
    .filter(({ hasBoard }) => hasBoard)
    .map(({ labels, slug }): [string, string] => [
      `${listPlace(slug)}/board`,
      t('palette.board', { plural: labelText(labels.plural, i18n.language) }),
    ])
  const places: [string, string][] = [
    ['/admin', t('nav.home')],
    ...boards,
    ...itemsOf(data).map(({ labels, slug }): [string, string] => [
      listPlace(slug),
      labelText(labels.plural, i18n.language),
    ]),
    ...(data.may.importRecords ? [['/admin/import', t('palette.import')] as [string, string]] : []),
    ['/admin/settings', t('nav.settings')],
    ['/admin/account', t('account.yours')],
  ]

  return places.map(([place, name]) => ({
    icon: <ArrowRight aria-hidden size={SIZE} />,
    id: `go ${place}`,
    run: () => {
      go(place)
    },
    text: t('palette.goTo', { place: name }),
  }))
}

function useLeaving({ tenant }: FrameData): PaletteAction[] {
  const t = useTexts(frameTexts)
  const others = useOtherTenants(tenant.slug)

  return [
    ...others.map(({ name, slug }) => ({
      icon: <Repeat2 aria-hidden size={SIZE} />,
      id: `switch ${slug}`,
      run: () => {
        goTo(slug)
      },
      text: t('account.switchTo', { name }),
    })),
    {
      icon: <LogOut aria-hidden size={SIZE} />,
      id: 'sign out',
      run: () => {
        signOut().catch((error: unknown) => {
          toast.error((error as Error).message)
        })
      },
      text: t('account.signOut'),
    },
  ]
}
