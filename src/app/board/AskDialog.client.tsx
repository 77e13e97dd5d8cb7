'use client'

import { useId, useState } from 'react'

import { labelText } from '../format/labelText.ts'
import { Button } from '../ui/Button.client.tsx'
import { Dialog } from '../ui/Dialog.client.tsx'
import { FieldInput } from '../ui/FieldInput.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { useBoardContext } from './BoardContext.client.tsx'
import { boardTexts } from './translations/index.ts'
import type { Move } from './types.ts'

/** Asks for what the column of a move needs, before the card goes there. */
export function AskDialog(props: {
  asked: Move | undefined
  onAnswer: (move: Move) => void
  onClose: () => void
}) {
  const { asked, onAnswer, onClose } = props
  const { language } = useBoardContext()
  const t = useTexts(boardTexts)
  const column = labelText(asked?.to.title, language)

  return (
    <Dialog
      description={t('ask', { column, title: asked?.card.title ?? '' })}
      heading={t('askHeading', { column })}
      isOpen={asked !== undefined}
      onClose={onClose}
    >
      {asked === undefined ? null : (
        <Questions asked={asked} onAnswer={onAnswer} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Questions(props: { asked: Move; onAnswer: (move: Move) => void; onClose: () => void }) {
  const { asked, onAnswer, onClose } = props
  const { board, language } = useBoardContext()
  const t = useTexts(boardTexts)
  const ui = useTexts(uiTexts)
  const id = useId()
  const { card, to } = asked
  const fields = to.asks.flatMap((path) => board.fields.find((field) => field.path === path) ?? [])
  const [values, setValues] = useState<Record<string, unknown>>(() => ({
    ...Object.fromEntries(fields.map(({ path }) => [path, card.values[path] ?? null])),
    ...closingDate(to.kind, board.shape.date, to.asks),
  }))
  const isMissing = to.requires.some((path) => (values[path] ?? null) === null)

  return (
    <form
      className="tenon-ask"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isMissing) {
          onAnswer({ ...asked, values: changed(values, card.values) })
        }
      }}
    >
      {fields.map((field, at) => {
        const label = labelText(field.label, language)

        return (
          <div className="tenon-ask__field" key={field.path}>
            <label htmlFor={`${id}${field.path}`}>
              {to.requires.includes(field.path) ? t('required', { field: label }) : label}
            </label>
            <FieldInput
              autoFocus={at === 0}
              field={field}
              id={`${id}${field.path}`}
              onChange={(value) => {
                setValues((last) => ({ ...last, [field.path]: value }))
              }}
              value={values[field.path]}
              {...(card.currency === null ? {} : { currency: card.currency })}
            />
          </div>
        )
      })}
      <div className="tenon-ask__actions">
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button disabled={isMissing} look="primary" type="submit">
          {t('moveNow')}
        </Button>
      </div>
    </form>
  )
}

/** A sale that is won closes today, whatever was planned. */
function closingDate(
  kind: Move['to']['kind'],
  date: null | string,
  asks: readonly string[],
): Record<string, unknown> {
  return kind === 'won' && date !== null && asks.includes(date)
    ? { [date]: new Date().toLocaleDateString('sv-SE') }
    : {}
}

function changed(
  values: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([path, value]) => value !== (before[path] ?? null)),
  )
}
