'use client'

import { useTranslation } from '@payloadcms/ui'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'

import type { FrameItem, NamedRecord } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { Icon } from '../ui/Icon.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import { highlight } from './highlight.ts'
import { usePaletteActions } from './paletteActions.client.tsx'
import { recordPlace } from './places.ts'
import { recentKey } from './recent.ts'
import { frameTexts } from './translations/index.ts'
import type { FrameData } from './types.ts'
import { useGo } from './useGo.client.ts'
import type { Hit } from './usePaletteSearch.client.ts'
import { usePaletteSearch, usePaletteStart } from './usePaletteSearch.client.ts'

/** What the palette is given. */
export type PaletteBodyProps = {
  data: FrameData
  onClose: () => void
  onCreate: (collection: string) => void
}

/** The inside of the palette: one input, and below it all that fits what is typed. */
export function PaletteBody({ data, onClose, onCreate }: PaletteBodyProps) {
  const t = useTexts(frameTexts)
  const go = useGo()
  const [text, setText] = useState('')
  const search = usePaletteSearch(text)
  const start = usePaletteStart(recentKey(data.tenant.id, data.person.id))
  const leave = (place: string) => {
    onClose()
    go(place)
  }
  const actions = usePaletteActions(data, text, {
    create: (slug) => {
      onClose()
      onCreate(slug)
    },
    go: leave,
  })
  const open = ({ collection, id }: NamedRecord) => {
    leave(recordPlace(collection, id))
  }
  const itemOf = useItems(data)

  return (
    <Command label={t('palette.label')} loop shouldFilter={false}>
      <div className="tenon-palette__head">
        <Search aria-hidden size={18} />
        <Command.Input
          autoFocus
          className="tenon-palette__input"
          onValueChange={setText}
          placeholder={t('palette.placeholder')}
          value={text}
        />
      </div>
      <Command.List className="tenon-palette__list" label={t('palette.label')}>
        {search.isSearching ? (
          <p className="tenon-palette__note">{t('palette.searching')}</p>
        ) : null}
        {search.isFailed ? (
          <p className="tenon-palette__note" role="alert">
            {t('palette.failed')}
          </p>
        ) : null}
        <Records
          heading={t('palette.recent')}
          records={text === '' ? start.recent : []}
          show={(record) => (
            <Line icon={itemOf(record.collection).icon} kind={itemOf(record.collection).name}>
              {record.title}
            </Line>
          )}
          onOpen={open}
        />
        <Records
          heading={t('palette.records')}
          records={search.hits}
          show={(hit) => (
            <HitLine
              asked={search.text}
              hit={hit}
              item={itemOf(hit.collection)}
              label={start.fields[hit.collection]?.[hit.match.field]}
            />
          )}
          onOpen={open}
        />
        {actions.length === 0 ? null : (
          <Command.Group heading={t('palette.actions')}>
            {actions.map(({ icon, id, run, text: named }) => (
              <Command.Item className="tenon-palette__item" key={id} onSelect={run} value={id}>
                {icon}
                <span className="tenon-palette__text">{named}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {search.isSearching || search.isFailed ? null : (
          <Command.Empty className="tenon-palette__note">
            {t('palette.empty', { text: text.trim() })}
          </Command.Empty>
        )}
      </Command.List>
      <p className="tenon-palette__hint">{t('palette.hint')}</p>
    </Command>
  )
}

type Item = { icon: string; name: string }

function useItems({ groups }: FrameData): (collection: string) => Item {
  const { i18n } = useTranslation()
  const found = new Map<string, FrameItem & { groupIcon: string }>(
    groups.flatMap((group) =>
      group.items.map((item) => [item.slug, { ...item, groupIcon: group.icon }] as const),
    ),
  )

  return (collection) => {
    const item = found.get(collection)

    return item === undefined
      ? { icon: 'folder', name: '' }
      : {
          icon: item.icon === '' ? item.groupIcon : item.icon,
          name: labelText(item.labels.singular, i18n.language),
        }
  }
}

function Records<T extends NamedRecord>(props: {
  heading: string
  onOpen: (record: T) => void
  records: readonly T[]
  show: (record: T) => ReactNode
}) {
  const { heading, onOpen, records, show } = props

  return records.length === 0 ? null : (
    <Command.Group heading={heading}>
      {records.map((record) => (
        <Command.Item
          className="tenon-palette__item"
          key={`${record.collection} ${record.id}`}
          onSelect={() => {
            onOpen(record)
          }}
          value={`${record.collection} ${record.id}`}
        >
          {show(record)}
        </Command.Item>
      ))}
    </Command.Group>
  )
}

function Line({ children, icon, kind }: { children: ReactNode; icon: string; kind: string }) {
  return (
    <>
      <Icon name={icon} />
      <span className="tenon-palette__text">{children}</span>
      <span className="tenon-palette__kind">{kind}</span>
    </>
  )
}

function HitLine(props: { asked: string; hit: Hit; item: Item; label: unknown }) {
  const { asked, hit, item, label } = props
  const { i18n } = useTranslation()
  const { fragment } = hit.match
  const named = labelText(label, i18n.language)

  return (
    <Line icon={item.icon} kind={item.name}>
      <Marked asked={asked} text={hit.title} />
      {fragment === hit.title || fragment === '' ? null : (
        <small className="tenon-palette__match">
          {named === '' ? null : `${named}: `}
          <Marked asked={asked} text={fragment} />
        </small>
      )}
    </Line>
  )
}

function Marked({ asked, text }: { asked: string; text: string }) {
  return (
    <span>
      {highlight(text, asked).map(({ isHit, text: piece }, at) =>
        isHit ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
    </span>
  )
}
