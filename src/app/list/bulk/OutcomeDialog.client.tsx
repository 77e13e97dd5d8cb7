'use client'

import { Button } from '../../ui/Button.client.tsx'
import { Dialog } from '../../ui/Dialog.client.tsx'
import { fieldText } from '../../ui/fieldText.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useFieldContext } from '../../ui/useFieldContext.client.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { valueIn } from '../table/valueIn.ts'
import { listTexts } from '../translations/index.ts'
import type { List } from '../useList.client.ts'
import { useNames } from '../useNames.client.ts'
import type { BulkOutcome } from './runBulk.ts'

/** Says how many records were changed and, of each that was not, why. */
export function OutcomeDialog(props: {
  list: List
  onClose: () => void
  onUndo: (batchId: string) => Promise<void>
  outcome: BulkOutcome
}) {
  const { list, onClose, onUndo, outcome } = props
  const t = useTexts(listTexts)
  const ui = useTexts(uiTexts)
  const { contextOf } = useFieldContext(list.rows.titles)
  const { collection } = list.page
  const { fieldAt } = useNames(collection)
  const title = fieldAt(collection.title)
  const nameOf = (id: string) => {
    const doc = list.rows.docs.find((one) => one.id === id)

    return doc === undefined || title === undefined
      ? id
      : fieldText(title, valueIn(doc, title.path), contextOf(title, doc))
  }
  const { batchId, ok, refused, refusedCount } = outcome

  return (
    <Dialog heading={t('bulk.result')} isOpen onClose={onClose}>
      <p>
        {`${t('bulk.succeeded', { count: ok })}, ${t('bulk.refused', { count: refusedCount })}.`}
      </p>
      <div className="tenon-list__outcome">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('bulk.record')}</th>
              <th scope="col">{t('bulk.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {refused.map(({ id, message }, at) => (
              <tr key={`${id} ${String(at)}`}>
                <td>{nameOf(id)}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="tenon-list__dialog-foot">
        {batchId === null ? null : (
          <Button onClick={() => void onUndo(batchId)}>{t('bulk.undo')}</Button>
        )}
        <Button look="primary" onClick={onClose}>
          {ui('close')}
        </Button>
      </div>
    </Dialog>
  )
}
