'use client'

import { Button } from '../../ui/Button.client.tsx'
import { Dialog } from '../../ui/Dialog.client.tsx'
import { fieldText } from '../../ui/fieldText.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import type { Grid } from './useGrid.client.ts'

/** Asks which of two values is to stand, where somebody else has changed a record meanwhile. */
export function ConflictDialog({ grid }: { grid: Grid }) {
  const t = useTexts(listTexts)
  const { conflict } = grid
  const field = conflict === null ? undefined : grid.names.fieldAt(conflict.path)
  if (conflict === null || field === undefined) {
    return null
  }
  const context = grid.contextOf(field, conflict.doc)

  return (
    <Dialog
      description={t('conflict.description')}
      heading={t('conflict.heading')}
      isOpen
      onClose={() => {
        grid.settle(false)
      }}
    >
      <dl className="tenon-list__conflict">
        <dt>{`${t('conflict.mine')}: ${grid.names.nameOf(field.path)}`}</dt>
        <dd>{fieldText(field, conflict.mine, context) || '—'}</dd>
        <dt>{`${t('conflict.theirs')}: ${grid.names.nameOf(field.path)}`}</dt>
        <dd>{fieldText(field, conflict.theirs, context) || '—'}</dd>
      </dl>
      <div className="tenon-list__dialog-foot">
        <Button
          onClick={() => {
            grid.settle(false)
          }}
        >
          {t('conflict.takeTheirs')}
        </Button>
        <Button
          look="primary"
          onClick={() => {
            grid.settle(true)
          }}
        >
          {t('conflict.takeMine')}
        </Button>
      </div>
    </Dialog>
  )
}
