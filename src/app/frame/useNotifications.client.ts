'use client'

import { toast } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'

import type { notificationsScreen, NotificationView } from '../../screens/index.ts'
import { useLive } from '../live/useLive.client.ts'
import { callApi } from '../ui/callApi.ts'
import { readScreen } from '../ui/useScreen.client.ts'

const EVERY_MS = 60_000

type News = { docs: readonly NotificationView[]; next: null | string; unread: number }

/**
 * The reader's notifications, read when the list opens, when the reader comes back to the page and at most
 * once a minute; what is marked as read is so at once.
 */
export function useNotifications(first: number, isOpen: boolean) {
  const [news, setNews] = useState<News>({ docs: [], next: null, unread: first })
  const [isLoading, setLoading] = useState(true)
  const load = useCallback(async () => {
    try {
      setNews(await readScreen<typeof notificationsScreen>('notifications', {}))
    } catch {
      // What is known stays; the next look tries again.
    } finally {
      setLoading(false)
    }
  }, [])
  useRegularly(load)
  useLive('notifications', () => {
    void load()
  })
  useEffect(() => {
    if (isOpen) {
      void load()
    }
  }, [isOpen, load])

  const mark = (ids?: readonly string[]) => {
    setNews((last) => markedRead(last, ids))
    callApi('POST', '/api/notifications/read', ids === undefined ? {} : { ids }).catch(
      (error: unknown) => {
        toast.error((error as Error).message)
        void load()
      },
    )
  }

  return {
    docs: news.docs,
    hasMore: news.next !== null,
    isLoading,
    more: () => {
      void readScreen<typeof notificationsScreen>('notifications', {
        after: news.next ?? undefined,
      }).then((older) => {
        setNews((last) => ({ ...older, docs: [...last.docs, ...older.docs] }))
      })
    },
    read: (id: string) => {
      if (news.docs.some((doc) => doc.id === id && !doc.isRead)) {
        mark([id])
      }
    },
    readAll: () => {
      mark()
    },
    unread: news.unread,
  }
}

function markedRead(news: News, ids: readonly string[] | undefined): News {
  return {
    ...news,
    docs: news.docs.map((doc) =>
      ids === undefined || ids.includes(doc.id) ? { ...doc, isRead: true } : doc,
    ),
    unread: ids === undefined ? 0 : Math.max(0, news.unread - ids.length),
  }
}

/** Looks again once a minute and when the reader comes back, never while nobody looks at the page. */
function useRegularly(load: () => Promise<void>): void {
  useEffect(() => {
    let last = Date.now()
    const look = () => {
      if (document.visibilityState === 'visible' && Date.now() - last >= EVERY_MS) {
        last = Date.now()
        void load()
      }
    }
    const timer = setInterval(look, EVERY_MS)
    document.addEventListener('visibilitychange', look)

    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [load])
}
