'use client'

import { useState } from 'react'

import { Button } from '../../ui/Button.client.tsx'
import { Dialog } from '../../ui/Dialog.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'

/** A button that asks once more, with what follows from it, before it acts. */
export function Confirm(props: {
  disabled?: boolean
  heading: string
  label: string
  onConfirm: () => void
  text: string
}) {
  const { disabled, heading, label, onConfirm, text } = props
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
        {label}
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
