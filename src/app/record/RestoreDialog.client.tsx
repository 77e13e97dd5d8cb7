'use client'

import { Button } from '../ui/Button.client.tsx'
import { Dialog } from '../ui/Dialog.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { recordTexts } from './translations/index.ts'

/** Asks before a former value is written again. */
export function RestoreDialog(props: {
  field: string
  onClose: () => void
  onRestore: () => void
  value: string
}) {
  const { field, onClose, onRestore, value } = props
  const t = useTexts(recordTexts)
  const ui = useTexts(uiTexts)

  return (
    <Dialog
      description={t('timeline.restoreExplain', { field, value })}
      heading={t('timeline.restoreHeading')}
      isOpen
      onClose={onClose}
    >
      <div className="tenon-dialog__foot">
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button look="primary" onClick={onRestore}>
          {t('timeline.restoreValue')}
        </Button>
      </div>
    </Dialog>
  )
}
