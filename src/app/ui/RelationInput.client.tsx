'use client'

import { Command } from 'cmdk'
import { Popover } from 'radix-ui'
import { useEffect, useState } from 'react'

import { callApi } from './callApi.ts'
import type { FieldInputProps } from './FieldInput.client.tsx'
import { uiTexts } from './translations/index.ts'
import { useTexts } from './useTexts.client.ts'

type Found = { id: string; title: string }

const DELAY_MS = 150
const SHOWN = 20

/** A related record, chosen by what it is called: typing searches, whatever the number of records. */
export function RelationInput({ autoFocus, field, id, onChange, title, value }: FieldInputProps) {
  const t = useTexts(uiTexts)
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Found | undefined>()
  const has = typeof value === 'string'
  const shown = chosen?.id === value ? chosen?.title : title

  const choose = (found: Found | null) => {
    setChosen(found ?? undefined)
    onChange(found?.id ?? null, found?.title)
    setOpen(false)
  }

  return (
    <Popover.Root onOpenChange={setOpen} open={isOpen}>
      <Popover.Trigger
        autoFocus={autoFocus}
        className="tenon-input tenon-relation"
        disabled={field.readOnly}
        id={id}
        type="button"
      >
        {has ? (shown ?? t('unknownRecord')) : t('choose')}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" className="tenon-popover" sideOffset={4}>
          <Choices collection={field.relationTo ?? ''} onChoose={choose} />
          {has && !field.required ? (
            <button
              className="tenon-relation__clear"
              onClick={() => {
                choose(null)
              }}
              type="button"
            >
              {t('clear')}
            </button>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Choices(props: { collection: string; onChoose: (found: Found) => void }) {
  const { collection, onChoose } = props
  const t = useTexts(uiTexts)
  const [text, setText] = useState('')
  const { found, isLoading } = useChoices(collection, text)
  const [at, setAt] = useState('')
  const [seen, setSeen] = useState(found)
  // Left to itself the list forgets its first line when many give way to others, and Enter does nothing.
  if (seen !== found) {
    setSeen(found)
    setAt(found[0]?.id ?? '')
  }

  return (
    <Command label={t('search')} onValueChange={setAt} shouldFilter={false} value={at}>
      <Command.Input
        autoFocus
        className="tenon-input"
        onValueChange={setText}
        placeholder={t('search')}
        value={text}
      />
      <Command.List className="tenon-choices">
        <Command.Empty>{isLoading ? t('loading') : t('nothingFound')}</Command.Empty>
        {found.map((one) => (
          <Command.Item
            key={one.id}
            onSelect={() => {
              onChoose(one)
            }}
            value={one.id}
          >
            {one.title}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}

/** The first records without a text, those that fit it with one. */
function useChoices(collection: string, text: string): { found: Found[]; isLoading: boolean } {
  const [state, setState] = useState<{ found: Found[]; text: string | undefined }>({
    found: [],
    text: undefined,
  })

  useEffect(() => {
    const aborted = new AbortController()
    const timer = setTimeout(
      () => {
        const query = new URLSearchParams({
          input: JSON.stringify({ collection, limit: SHOWN, text: text.trim() }),
        })
        callApi<{ docs: Found[] }>('GET', `/api/screens/choices?${query.toString()}`, undefined, {
          signal: aborted.signal,
        })
          .then(({ docs }) => {
            setState({ found: docs, text })
          })
          .catch(() => {
            if (!aborted.signal.aborted) {
              setState({ found: [], text })
            }
          })
      },
      text === '' ? 0 : DELAY_MS,
    )

    return () => {
      clearTimeout(timer)
      aborted.abort()
    }
  }, [collection, text])

  return { found: state.found, isLoading: state.text !== text }
}
