'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

import { uiTexts } from './translations/index.ts'
import { useTexts } from './useTexts.client.ts'

/** A window over the page that holds the focus until it is closed, by its button, Escape or a click beside it. */
export function Dialog(props: {
  children: ReactNode
  /** A sentence under the heading. */
  description?: string
  heading: string
  isOpen: boolean
  onClose: () => void
}) {
  const { children, description, heading, isOpen, onClose } = props
  const t = useTexts(uiTexts)

  return (
    <Radix.Root
      onOpenChange={(open) => {
        if (!open) {
          onClose()
        }
      }}
      open={isOpen}
    >
      <Radix.Portal>
        <Radix.Overlay className="tenon-overlay" />
        <Radix.Content
          className="tenon-dialog"
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className="tenon-dialog__head">
            <Radix.Title className="tenon-dialog__heading">{heading}</Radix.Title>
            <Radix.Close aria-label={t('close')} className="tenon-icon-button">
              <X aria-hidden size={18} />
            </Radix.Close>
          </div>
          {description === undefined ? null : (
            <Radix.Description className="tenon-dialog__description">
              {description}
            </Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
