'use client'

import { useTranslation } from '@payloadcms/ui'
import Link from 'next/link'

import type { DayActivity, DayDeal } from '../../screens/index.ts'
import { useTenant } from '../components/TenantContext.client.tsx'
import { formatMoney } from '../format/formatMoney.ts'
import { formatLocale } from '../ui/fieldText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { TaskRow } from './TaskRow.client.tsx'
import { homeTexts } from './translations/index.ts'
import type { HomeData } from './types.ts'

/** What waits for the reader: tasks due by tonight, the appointments of today, deals to close next. */
export function MyDay({ data }: { data: HomeData }) {
  const t = useTexts(homeTexts)
  const { myDay, timeZone } = data
  const { appointments, deals, tasks } = myDay
  if (appointments === null && deals === null && tasks === null) {
    return null
  }

  return (
    <aside aria-labelledby="tenon-my-day" className="tenon-day">
      <h2 className="tenon-day__heading" id="tenon-my-day">
        {t('myDay')} <Today day={myDay.today} />
      </h2>
      {tasks === null ? null : (
        <Part heading={t('tasks')} isEmpty={tasks.docs.length === 0} none={t('emptyDay')}>
          <ul className="tenon-day__list">
            {tasks.docs.map((task) => (
              <TaskRow key={task.id} task={task} timeZone={timeZone} today={myDay.today} />
            ))}
          </ul>
          {tasks.hasMore ? (
            <Link className="tenon-day__more" href="/admin/collections/activities">
              {t('moreTasks')}
            </Link>
          ) : null}
        </Part>
      )}
      {appointments === null ? null : (
        <Part
          heading={t('appointments')}
          isEmpty={appointments.length === 0}
          none={t('emptyToday')}
        >
          <ol className="tenon-day__list">
            {appointments.map((one) => (
              <Appointment activity={one} key={one.id} timeZone={timeZone} />
            ))}
          </ol>
        </Part>
      )}
      {deals === null ? null : (
        <Part heading={t('deals')} isEmpty={deals.docs.length === 0} none={t('emptyDeals')}>
          <ul className="tenon-day__list">
            {deals.docs.map((deal) => (
              <DealRow deal={deal} key={deal.id} titles={data.titles} today={myDay.today} />
            ))}
          </ul>
          {deals.hasMore ? (
            <Link className="tenon-day__more" href="/admin/collections/deals">
              {t('moreDeals')}
            </Link>
          ) : null}
        </Part>
      )}
    </aside>
  )
}

function Today({ day }: { day: string }) {
  const { i18n } = useTranslation()
  const text = new Intl.DateTimeFormat(formatLocale(i18n.language), {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    weekday: 'long',
  }).format(new Date(`${day}T00:00:00Z`))

  return (
    <time className="tenon-day__date" dateTime={day}>
      {text}
    </time>
  )
}

function Part(props: {
  children: React.ReactNode
  heading: string
  isEmpty: boolean
  none: string
}) {
  const { children, heading, isEmpty, none } = props

  return (
    <section className="tenon-day__part">
      <h3 className="tenon-day__subheading">{heading}</h3>
      {isEmpty ? <p className="tenon-day__none">{none}</p> : children}
    </section>
  )
}

function Appointment({ activity, timeZone }: { activity: DayActivity; timeZone: string }) {
  const { i18n } = useTranslation()
  const time = (moment: null | string) =>
    moment === null
      ? ''
      : new Intl.DateTimeFormat(formatLocale(i18n.language), {
          timeStyle: 'short',
          timeZone,
        }).format(new Date(moment))

  return (
    <li className="tenon-day__row">
      <time className="tenon-day__time" dateTime={activity.startAt ?? ''}>
        {time(activity.startAt)}
        {activity.endAt === null ? null : `–${time(activity.endAt)}`}
      </time>
      <Link
        className={activity.done ? 'tenon-day__title tenon-day__title--done' : 'tenon-day__title'}
        href={`/admin/collections/activities/${activity.id}`}
      >
        {activity.subject}
      </Link>
    </li>
  )
}

function DealRow(props: { deal: DayDeal; titles: HomeData['titles']; today: string }) {
  const { deal, titles, today } = props
  const tenant = useTenant()
  const { i18n } = useTranslation()
  const t = useTexts(homeTexts)
  const stage = titles['stages']?.[deal.stage ?? '']
  const isLate = deal.closeDate !== null && deal.closeDate.slice(0, 10) < today
  const close =
    deal.closeDate === null
      ? ''
      : new Intl.DateTimeFormat(formatLocale(i18n.language), {
          day: 'numeric',
          month: 'short',
          timeZone: 'UTC',
        }).format(new Date(deal.closeDate))

  return (
    <li className="tenon-day__row tenon-day__row--deal">
      <Link className="tenon-day__title" href={`/admin/collections/deals/${deal.id}`}>
        {deal.title}
      </Link>
      <span className="tenon-day__facts">
        <span className={isLate ? 'tenon-day__late' : undefined}>
          {isLate ? `${t('overdue')}: ${close}` : close}
        </span>
        {stage === undefined ? null : <span>{stage}</span>}
        {deal.amount === null ? null : (
          <span>
            {formatMoney(deal.amount, deal.currency ?? tenant?.currency ?? '', i18n.language)}
          </span>
        )}
      </span>
    </li>
  )
}
