'use client'

import { Command } from 'cmdk'
import { Plus, X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useEffect, useState } from 'react'

import type { RecordLinks, TagView } from '../../screens/index.ts'
import { callApi } from '../ui/callApi.ts'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { complain } from './complain.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { recordTexts } from './translations/index.ts'
import { isLive } from './useRecord.client.ts'

type Found = { id: string; title: string }

const DELAY_MS = 150
const ICON = 14

/** The tags of the record, to be taken off and put on. */
export function TagBar({ links }: { links: NonNullable<RecordLinks['tags']> }) {
  const t = useTexts(recordTexts)
  const { data, reload } = useRecordState()
  const mayEdit = links.mayCreate && isLive(data.doc)
  if (data.tags.length === 0 && !mayEdit) {
    return null
  }
  const remove = async ({ linkId }: TagView) => {
    await callApi('DELETE', `/api/record-tags/${linkId}`)
    reload()
  }

  return (
    <ul aria-label={t('tags.label')} className="tenon-tags">
      {data.tags.map((tag) => (
        <li className="tenon-tag" data-colour={tag.colour} key={tag.linkId}>
          {tag.name}
          {mayEdit ? (
            <button
              aria-label={t('tags.remove', { name: tag.name })}
              onClick={() => {
                remove(tag).catch(complain)
              }}
              type="button"
            >
              <X aria-hidden size={ICON} />
            </button>
          ) : null}
        </li>
      ))}
      {mayEdit ? (
        <li>
          <AddTag />
        </li>
      ) : null}
    </ul>
  )
}

function AddTag() {
  const t = useTexts(recordTexts)
  const { data, reload } = useRecordState()
  const [isOpen, setOpen] = useState(false)
  const put = async (tag: string) => {
    setOpen(false)
    await callApi('POST', '/api/record-tags', {
      tag,
      target: { relationTo: data.collection.slug, value: data.doc.id },
    })
    reload()
  }
  const create = async (name: string) => {
    const { doc } = await callApi<{ doc: { id: string } }>('POST', '/api/tags', { name })
    await put(doc.id)
  }

  return (
    <Popover.Root onOpenChange={setOpen} open={isOpen}>
      <Popover.Trigger className="tenon-tags__add" type="button">
        <Plus aria-hidden size={ICON} />
        {t('tags.add')}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" className="tenon-popover" sideOffset={4}>
          <TagChoices
            chosen={data.tags}
            onChoose={(id) => {
              put(id).catch(complain)
            }}
            onCreate={(name) => {
              create(name).catch(complain)
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function TagChoices(props: {
  chosen: readonly TagView[]
  onChoose: (id: string) => void
  onCreate: (name: string) => void
}) {
  const t = useTexts(recordTexts)
  const ui = useTexts(uiTexts)
  const [text, setText] = useState('')
  const found = useTagChoices(text.trim())
  const name = text.trim()
  const isKnown = found.some(({ title }) => title.toLowerCase() === name.toLowerCase())

  return (
    <Command label={t('tags.search')} shouldFilter={false}>
      <Command.Input
        autoFocus
        className="tenon-input"
        onValueChange={setText}
        placeholder={t('tags.search')}
        value={text}
      />
      <Command.List className="tenon-choices">
        <Command.Empty>{ui('nothingFound')}</Command.Empty>
        {found
          .filter(({ id }) => props.chosen.every((tag) => tag.id !== id))
          .map((tag) => (
            <Command.Item
              key={tag.id}
              onSelect={() => {
                props.onChoose(tag.id)
              }}
              value={tag.id}
            >
              {tag.title}
            </Command.Item>
          ))}
        {name === '' || isKnown ? null : (
          <Command.Item
            onSelect={() => {
              props.onCreate(name)
            }}
            value="create"
          >
            {t('tags.create', { name })}
          </Command.Item>
        )}
      </Command.List>
    </Command>
  )
}

function useTagChoices(text: string): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([])

  useEffect(() => {
    const aborted = new AbortController()
    const timer = setTimeout(
      () => {
        const query = new URLSearchParams({
          input: JSON.stringify({ collection: 'tags', limit: 20, text }),
        })
        callApi<{ docs: Found[] }>('GET', `/api/screens/choices?${query.toString()}`, undefined, {
          signal: aborted.signal,
        }).then(
          ({ docs }) => {
            setFound(docs)
          },
          () => {
            // A search that was overtaken says nothing.
          },
        )
      },
      text === '' ? 0 : DELAY_MS,
    )

    return () => {
      clearTimeout(timer)
      aborted.abort()
    }
  }, [text])

  return found
}
