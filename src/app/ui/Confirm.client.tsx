'use client'

import { useState } from 'react'
import type { ReactNode } from 'react'

import { Button } from './Button.client.tsx'
import { Dialog } from './Dialog.client.tsx'
import { uiTexts } from './translations/index.ts'
import { useTexts } from './useTexts.client.ts'

/** A button that asks once more, with what follows from it, before it acts. */
export function Confirm(props: {
  disabled?: boolean
  heading: string
  label: string
  onConfirm: () => void
  text: string
  /** What stands on the button that asks; default: the label. */
  trigger?: ReactNode
}) {
  const { disabled, heading, label, onConfirm, text, trigger = label } = props
  const ui = useTexts(uiTexts)
  const [isAsking, setAsking] = useState(false)

  return (
    <>
      <Button
        disabled={disabled}
        onClick={() => {
          setAsking(true)
        }}
      >
        {trigger}
      </Button>
      <Dialog
        description={text}
        heading={heading}
        isOpen={isAsking}
        onClose={() => {
          setAsking(false)
        }}
      >
        <div className="tenon-dialog__foot">
          <Button
            onClick={() => {
              setAsking(false)
            }}
          >
            {ui('cancel')}
          </Button>
          <Button
            look="danger"
            onClick={() => {
              setAsking(false)
              onConfirm()
            }}
          >
            {label}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
