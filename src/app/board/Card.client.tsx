'use client'

import { CalendarClock, Clock } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

import type { BoardCard } from '../../screens/index.ts'
import { useTenant } from '../components/TenantContext.client.tsx'
import { formatLocale } from '../ui/fieldText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { useBoardContext } from './BoardContext.client.tsx'
import { daysSince, initialsOf, wholeMoney } from './boardFormat.ts'
import { MoveMenu } from './MoveMenu.client.tsx'
import { boardTexts } from './translations/index.ts'

/** What a card shows: what it is called, what it is worth, how long it stands there, what comes next, whose it is. */
export function Card({ card, handle }: { card: BoardCard; handle?: ReactNode }) {
  const { board, collection } = useBoardContext()
  const company = card.company === null ? undefined : titleAt(board.titles, card.company)

  return (
    <>
      <div className="tenon-board-card__head">
        <Link
          className="tenon-board-card__title"
          draggable={false}
          href={`/admin/collections/${collection}/${card.id}`}
          prefetch={false}
        >
          {card.title}
        </Link>
        {handle}
        {board.mayMove ? <MoveMenu card={card} /> : null}
      </div>
      {company === undefined ? null : <div className="tenon-board-card__company">{company}</div>}
      <div className="tenon-board-card__facts">
        <Amount card={card} />
        <Age card={card} />
        <Owner card={card} />
      </div>
      <Next card={card} />
    </>
  )
}

function Amount({ card }: { card: BoardCard }) {
  const { language } = useBoardContext()
  const tenant = useTenant()
  if (card.amount === null) {
    return null
  }

  return (
    <span className="tenon-figure tenon-board-card__amount">
      {wholeMoney(card.amount, card.currency ?? tenant?.currency ?? '', language)}
    </span>
  )
}

function Age({ card }: { card: BoardCard }) {
  const { now } = useBoardContext()
  const t = useTexts(boardTexts)
  if (card.enteredAt === null) {
    return null
  }
  const days = daysSince(card.enteredAt, now)

  return (
    <span className="tenon-board-card__age" title={t('daysTitle', { days })}>
      <Clock aria-hidden size={12} />
      {t('days', { days })}
    </span>
  )
}

function Owner({ card }: { card: BoardCard }) {
  const { board } = useBoardContext()
  const name = card.owner === null ? undefined : titleAt(board.titles, card.owner)
  if (name === undefined) {
    return null
  }

  return (
    <span aria-label={name} className="tenon-board-card__owner" role="img" title={name}>
      {initialsOf(name)}
    </span>
  )
}

function Next({ card }: { card: BoardCard }) {
  const { language, now } = useBoardContext()
  const tenant = useTenant()
  const t = useTexts(boardTexts)
  const { next } = card
  if (next === null) {
    return null
  }
  const isOverdue = Date.parse(next.at) < now
  const date = new Intl.DateTimeFormat(formatLocale(language), {
    day: 'numeric',
    month: 'short',
    timeZone: tenant?.timeZone ?? 'UTC',
  }).format(new Date(next.at))
  const said = t(isOverdue ? 'overdue' : 'activity', { date, subject: next.subject })

  return (
    <div
      className={
        isOverdue
          ? 'tenon-board-card__next tenon-board-card__next--overdue'
          : 'tenon-board-card__next'
      }
      title={said}
    >
      <CalendarClock aria-hidden size={13} />
      <span className="tenon-board-card__next-date">{date}</span>
      <span className="tenon-board-card__next-subject">{next.subject}</span>
    </div>
  )
}

function titleAt(
  titles: Readonly<Record<string, Readonly<Record<string, string>>>>,
  id: string,
): string | undefined {
  return Object.values(titles).find((byId) => byId[id] !== undefined)?.[id]
}
