'use client'

import type { FieldView } from '../../screens/index.ts'
import { Button } from '../ui/Button.client.tsx'
import { Dialog } from '../ui/Dialog.client.tsx'
import { fieldText } from '../ui/fieldText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { recordTexts } from './translations/index.ts'
import type { RecordData } from './types.ts'
import { at } from './values.ts'

/** Two values of one field: the reader's, and the one that somebody else saved meanwhile. */
export type Conflict = { fresh: RecordData; mine: unknown; who: null | string }

/** Shows both values of a field that two people edited, and lets the reader choose which one stays. */
export function ConflictDialog(props: {
  conflict: Conflict
  field: FieldView
  label: string
  onClose: () => void
  onKeep: () => void
  onTake: () => void
}) {
  const { conflict, field, label, onClose, onKeep, onTake } = props
  const t = useTexts(recordTexts)
  const { contextOf, reload } = useRecordState()
  const { fresh, mine, who } = conflict
  const context = contextOf(field, fresh.doc)
  const titles = { ...context.titles, ...fresh.titles }
  const write = (value: unknown) => fieldText(field, value, { ...context, titles }) || '—'

  return (
    <Dialog
      description={t('conflict.explain', { field: label, who: who ?? t('conflict.somebody') })}
      heading={t('conflict.heading')}
      isOpen
      onClose={onClose}
    >
      <dl className="tenon-conflict">
        <div>
          <dt>{t('conflict.mine')}</dt>
          <dd>{write(mine)}</dd>
        </div>
        <div>
          <dt>{t('conflict.theirs')}</dt>
          <dd>{write(at(fresh.doc, field.path))}</dd>
        </div>
      </dl>
      <div className="tenon-dialog__foot">
        <Button
          onClick={() => {
            reload()
            onTake()
          }}
        >
          {t('conflict.takeTheirs')}
        </Button>
        <Button look="primary" onClick={onKeep}>
          {t('conflict.keepMine')}
        </Button>
      </div>
    </Dialog>
  )
}
