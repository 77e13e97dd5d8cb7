'use client'

import { usePreferences } from '@payloadcms/ui'
import { useState } from 'react'

import type { NamedRecord } from '../../screens/index.ts'
import type { FrameData } from './types.ts'

const PREFERENCE = 'tenon-frame'

/** What a person has pinned, opened and closed in the navigation, and how they change it. */
export type FrameState = {
  favourites: readonly NamedRecord[]
  /** Pins a record to the navigation, or takes it off. */
  pin: (record: NamedRecord) => void
  /** Opens or closes a part of the navigation. */
  toggle: (id: string) => void
  /** Parts that stand the other way than they do at first. */
  toggled: readonly string[]
}

/** What the reader has pinned, opened and closed; every change is kept with the person. */
export function useFrameState(data: FrameData): FrameState {
  const { setPreference } = usePreferences()
  const [kept, setKept] = useState({ favourites: data.favourites, toggled: data.toggled })

  const keep = (next: typeof kept) => {
    setKept(next)
    void setPreference(PREFERENCE, {
      favourites: next.favourites.map(({ collection, id }) => ({ collection, id })),
      toggled: next.toggled,
    })
  }

  return {
    ...kept,
    pin: (record) => {
      const others = kept.favourites.filter(({ id }) => id !== record.id)
      const isPinned = others.length < kept.favourites.length
      keep({ ...kept, favourites: isPinned ? others : [...others, record] })
    },
    toggle: (id) => {
      const others = kept.toggled.filter((one) => one !== id)
      keep({ ...kept, toggled: others.length < kept.toggled.length ? others : [...others, id] })
    },
  }
}
