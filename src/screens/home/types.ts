import type { Label } from '../../fields/index.ts'
import type { HomePeriod } from './periods.ts'
import type { Dashboard, Widget } from './widgetSchema.ts'

/** How the numbers of a measure are written. */
export type WidgetUnit = 'count' | 'days' | 'money' | 'number' | 'percent'

/** One group of a widget. */
export type WidgetPoint = {
  /** How many records there are. */
  count: number
  /** The value of the first field that the widget is parted by: a day, an id, a choice. */
  key: null | string
  /** What it is called; null for a day, and for a record whose name the reader may not see. */
  label: Label | null | string
  /** The value of the second field, and what it is called. */
  series?: { key: null | string; label: Label | null | string }
  /** One for each measure. */
  values: readonly (null | number)[]
}

/** The numbers of a widget, or why there are none. */
export type WidgetData =
  | {
      /** The same numbers of the period before; absent where there is none. */
      before?: WidgetPoint
      /** The first days of all lengths of time that it looks at, also those without a group. */
      buckets?: readonly string[]
      isCut: boolean
      /** True where the groups are days. */
      isTimed: boolean
      points: readonly WidgetPoint[]
      state: 'shown'
      units: readonly WidgetUnit[]
    }
  /** The reader may not read what it is about. */
  | { state: 'notReadable' }

/** A task or an appointment of the reader's day. */
export type DayActivity = {
  canFinish: boolean
  done: boolean
  dueAt: null | string
  endAt: null | string
  id: string
  priority: null | string
  startAt: null | string
  subject: string
  type: string
  version: number
}

/** An open deal of the reader. */
export type DayDeal = {
  amount: null | number
  closeDate: null | string
  company: null | string
  currency: null | string
  id: string
  stage: null | string
  title: string
}

/** What waits for the reader today; a part is null where they may not read it. */
export type MyDay = {
  appointments: readonly DayActivity[] | null
  deals: { docs: readonly DayDeal[]; hasMore: boolean } | null
  tasks: { docs: readonly DayActivity[]; hasMore: boolean } | null
  today: string
}

/** A person or a team that the home page can be shown for. */
export type HomeChoice = { id: string; title: string }

/** A role that a home page can be made the default for. */
export type HomeRole = { key: string; name: Label }

/** What the home page shows. */
export type Home = {
  /** Collections that a widget of the reader may be about. */
  collections: readonly { label: Label; slug: string }[]
  data: Readonly<Record<string, WidgetData>>
  filter: {
    from: null | string
    owner: string
    period: HomePeriod
    team: string
    to: null | string
  }
  layout: {
    dashboard: Dashboard
    /** Where the layout comes from. */
    source: 'personal' | 'role' | 'standard'
  }
  myDay: MyDay
  people: { teams: readonly HomeChoice[]; users: readonly HomeChoice[] }
  /** Roles that the reader may set the default for; empty for most. */
  roles: readonly HomeRole[]
  /** Widgets of the standard page that can be put back. */
  standard: readonly Widget[]
  timeZone: string
}
