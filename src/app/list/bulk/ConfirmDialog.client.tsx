'use client'

import { Button } from '../../ui/Button.client.tsx'
import { Dialog } from '../../ui/Dialog.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'

/** Asks once more before something is taken away. */
export function ConfirmDialog(props: {
  action: string
  onClose: () => void
  onConfirm: () => void
  text: string
}) {
  const { action, onClose, onConfirm, text } = props
  const ui = useTexts(uiTexts)

  return (
    <Dialog heading={action} isOpen onClose={onClose}>
      <p>{text}</p>
      <div className="tenon-list__dialog-foot">
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button autoFocus look="danger" onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  )
}
