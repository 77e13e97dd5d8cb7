import { daysFromAnchor } from './days.ts'
import type { DemoDeal } from './makeDeals.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const TYPES = ['call', 'meeting', 'note', 'task', 'email'] as const
const PRIORITIES = ['low', 'normal', 'normal', 'high']
const HOUR = 3_600_000

/** What was done for each deal and what is still to be done, each with what it is about. */
export function makeActivities(
  context: DemoContext,
  deals: readonly DemoDeal[],
  contacts: readonly DemoRecord[],
): { activities: DemoRecord[]; targets: DemoRecord[] } {
  const { random } = context
  const activities: DemoRecord[] = []
  const targets: DemoRecord[] = []
  for (const deal of deals) {
    const contact = contacts.find((one) => one.data['company'] === deal.data['company'])
    for (let count = random.integer(1, 3); count > 0; count -= 1) {
      const activity = makeActivity(context, deal)
      const about = [
        ['deals', deal.id],
        ['companies', deal.data['company']],
        ...(contact !== undefined && random.chance(0.6) ? [['contacts', contact.id]] : []),
      ]
      activities.push(activity)
      targets.push(
        ...about
          .filter(([, value]) => typeof value === 'string')
          .map(([relationTo, value]) => ({
            data: { activity: activity.id, target: { relationTo, value } },
            id: random.id(deal.stays[0]?.enteredAt ?? new Date(0)),
          })),
      )
    }
  }

  return { activities, targets }
}

function makeActivity({ names, random }: DemoContext, deal: DemoDeal): DemoRecord {
  const type = random.pick(TYPES)
  const isOpen = deal.stays.at(-1)?.leftAt === undefined && random.chance(0.35)
  const moment = new Date(
    daysFromAnchor(isOpen ? random.integer(-5, 30) : -random.integer(2, 200)).getTime() +
      random.integer(-1, 7) * HOUR,
  )
  const times =
    type === 'meeting' || type === 'call'
      ? {
          endAt: new Date(moment.getTime() + HOUR / 2).toISOString(),
          startAt: moment.toISOString(),
        }
      : { dueAt: moment.toISOString() }

  return {
    data: {
      assignee: deal.data['owner'],
      owner: deal.data['owner'],
      priority: random.pick(PRIORITIES),
      subject: random.pick(names.subjects[type]),
      type,
      ...times,
      ...(isOpen ? { done: false } : { done: true, doneAt: moment.toISOString() }),
    },
    id: random.id(new Date(moment.getTime() - 24 * HOUR)),
  }
}
