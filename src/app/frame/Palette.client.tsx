'use client'

import { Dialog } from 'radix-ui'

import { useTexts } from '../ui/useTexts.client.ts'
import type { PaletteBodyProps } from './PaletteBody.client.tsx'
import { PaletteBody } from './PaletteBody.client.tsx'
import { frameTexts } from './translations/index.ts'

/** Search and commands in one window: records of all collections, those seen last, and what can be done. */
export function Palette({ isOpen, ...body }: PaletteBodyProps & { isOpen: boolean }) {
  const t = useTexts(frameTexts)

  return (
    <Dialog.Root
      onOpenChange={(open) => {
        if (!open) {
          body.onClose()
        }
      }}
      open={isOpen}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="tenon-overlay" />
        <Dialog.Content aria-describedby={undefined} className="tenon-palette">
          <Dialog.Title className="tenon-only-read">{t('palette.label')}</Dialog.Title>
          <PaletteBody {...body} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
