'use client'

import { Link, useTranslation } from '@payloadcms/ui'
import { Bell as BellIcon } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'

import type { NotificationView } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { formatLocale } from '../ui/fieldText.ts'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { listPlace, recordPlace } from './places.ts'
import { frameTexts } from './translations/index.ts'
import { useNotifications } from './useNotifications.client.ts'

const MOST = 99

/** The bell: how much the reader has not read, and what it is. */
export function Bell({ unread: first }: { unread: number }) {
  const t = useTexts(frameTexts)
  const [isOpen, setOpen] = useState(false)
  const news = useNotifications(first, isOpen)
  const { unread } = news
  const label = unread === 0 ? t('bell.none') : t('bell.unreadCount', { count: unread })

  return (
    <Popover.Root onOpenChange={setOpen} open={isOpen}>
      <Popover.Trigger aria-label={label} className="tenon-icon-button tenon-bell" title={label}>
        <BellIcon aria-hidden size={18} />
        {unread === 0 ? null : (
          <span aria-hidden className="tenon-bell__count">
            {unread > MOST ? `${String(MOST)}+` : unread}
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="end" className="tenon-popover tenon-news" sideOffset={6}>
          <div className="tenon-news__head">
            <h2>{t('bell.heading')}</h2>
            {unread === 0 ? null : (
              <button className="tenon-news__all" onClick={news.readAll} type="button">
                {t('bell.all')}
              </button>
            )}
          </div>
          <News
            news={news}
            onGo={() => {
              setOpen(false)
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function News({ news, onGo }: { news: ReturnType<typeof useNotifications>; onGo: () => void }) {
  const t = useTexts(frameTexts)
  const shared = useTexts(uiTexts)
  if (news.docs.length === 0) {
    return (
      <p className="tenon-news__empty">{news.isLoading ? shared('loading') : t('bell.empty')}</p>
    )
  }

  return (
    <>
      <ul aria-label={t('bell.heading')} className="tenon-news__list">
        {news.docs.map((doc) => (
          <li key={doc.id}>
            <Entry
              doc={doc}
              onGo={() => {
                news.read(doc.id)
                onGo()
              }}
            />
          </li>
        ))}
      </ul>
      {news.hasMore ? (
        <button className="tenon-news__more" onClick={news.more} type="button">
          {t('bell.more')}
        </button>
      ) : null}
    </>
  )
}

function Entry({ doc, onGo }: { doc: NotificationView; onGo: () => void }) {
  const { i18n } = useTranslation()
  const t = useTexts(frameTexts)
  const place =
    doc.record === null ? listPlace(doc.collection) : recordPlace(doc.collection, doc.record)
  const told = (
    <>
      {doc.isRead ? null : (
        <span className="tenon-news__dot">
          <span className="tenon-only-read">{t('bell.unread')}</span>
        </span>
      )}
      <span>{useEntryText(doc)}</span>
      <small>
        {labelText(doc.count === null ? doc.labels.singular : doc.labels.plural, i18n.language)}
        {' · '}
        <time dateTime={doc.createdAt}>{ago(doc.createdAt, i18n.language)}</time>
      </small>
    </>
  )

  return doc.record !== null && doc.title === null ? (
    <div className="tenon-news__entry">{told}</div>
  ) : (
    <Link className="tenon-news__entry" href={place} onClick={onGo} prefetch={false}>
      {told}
    </Link>
  )
}

function useEntryText(doc: NotificationView): string {
  const t = useTexts(frameTexts)
  const actor = doc.actor ?? t('bell.someone')

  return doc.count === null
    ? t('bell.assigned', { actor, title: doc.title ?? t('bell.unseen') })
    : t('bell.assignedMany', { actor, count: doc.count })
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

function ago(instant: string, language: string): string {
  const seconds = (Date.now() - Date.parse(instant)) / 1000
  const [unit, length] = UNITS.find(([, each]) => seconds >= each) ?? ['minute', 60]

  return new Intl.RelativeTimeFormat(formatLocale(language), { numeric: 'auto' }).format(
    -Math.floor(seconds / length),
    unit,
  )
}
