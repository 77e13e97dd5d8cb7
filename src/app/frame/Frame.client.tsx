'use client'

import { usePathname } from 'next/navigation.js'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'

import { FrameBar } from './FrameBar.client.tsx'
import { NavPanel } from './NavPanel.client.tsx'
import { Palette } from './Palette.client.tsx'
import { recordAt } from './places.ts'
import { QuickCreateDialog } from './QuickCreate.client.tsx'
import { noteRecent, recentKey } from './recent.ts'
import type { FrameData } from './types.ts'
import { useFrameKeys } from './useFrameKeys.client.ts'
import { useFrameState } from './useFrameState.client.ts'

/** The frame in the browser: navigation at the side, the bar above, and the windows both open. */
export function Frame(props: {
  data: FrameData
  head: ReactNode
  headerSlots: ReactNode
  navigationSlots: ReactNode
}) {
  const { data, head, headerSlots, navigationSlots } = props
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [creating, setCreating] = useState<string>()
  const state = useFrameState(data)
  useNotedRecord(data)
  useFrameKeys({
    onCreate: () => {
      setMenuOpen(true)
    },
    onPalette: () => {
      setPaletteOpen((isOpen) => !isOpen)
    },
  })
  const openPalette = () => {
    setPaletteOpen(true)
  }

  return (
    <>
      <NavPanel
        data={data}
        head={head}
        onSearch={openPalette}
        slots={navigationSlots}
        state={state}
      />
      <FrameBar
        data={data}
        isMenuOpen={isMenuOpen}
        onCreate={setCreating}
        onMenu={setMenuOpen}
        onSearch={openPalette}
        slots={headerSlots}
        state={state}
      />
      <Palette
        data={data}
        isOpen={isPaletteOpen}
        onClose={() => {
          setPaletteOpen(false)
        }}
        onCreate={setCreating}
      />
      {creating === undefined ? null : (
        <QuickCreateDialog
          collection={creating}
          onClose={() => {
            setCreating(undefined)
          }}
        />
      )}
    </>
  )
}

/** Keeps which records were looked at, for the palette to offer them again. */
function useNotedRecord({ person, tenant }: FrameData): void {
  const pathname = usePathname()
  useEffect(() => {
    const seen = recordAt(pathname)
    if (seen !== undefined) {
      noteRecent(recentKey(tenant.id, person.id), seen)
    }
  }, [pathname, person.id, tenant.id])
}
