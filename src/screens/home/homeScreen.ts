import type { RecordDoc, RecordQuery } from '../../collection/index.ts'
import { compileRead, readTogether } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { canDo } from '../../identity/index.ts'
import { runUnrestricted } from '../../kernel/scope/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import { defineScreen } from '../defineScreen.ts'
import { titlesOf } from '../records/relatedTitles.ts'
import type { Titles } from '../records/types.ts'
import type { ScreenReader } from '../types.ts'
import { dashboardOf, HOME_PREFERENCE, isReadable } from './dashboardOf.ts'
import { homeFilterSchema, resolveFilter, zoneOf } from './homeFilter.ts'
import { myDayOf, planMyDay } from './myDay.ts'
import type { MyDayPlan } from './myDay.ts'
import { readWidgets } from './readWidgets.ts'
import { standardWidgets } from './standardWidgets.ts'
import type { Home, MyDay } from './types.ts'

const MOST_PEOPLE = 300

const PARTS = ['tasks', 'appointments', 'deals'] as const

type Ground = Record<'own' | 'roles' | 'shared' | 'teams' | 'users', readonly RecordDoc[]>

/** What a person sees first: their day, and the widgets of their own, their role's or the standard page. */
export const homeScreen = defineScreen({
  input: homeFilterSchema,
  load: async (input, reader): Promise<Home & { titles: Titles }> => {
    const ground = await readGround(reader)
    const filter = resolveFilter(input, ground.teams.map(teamOf), reader)
    const layout = dashboardOf(ground, reader)
    const plan = planMyDay(reader, filter.frame)
    const planned = PARTS.filter((part) => plan[part] !== null)
    const { data, pages } = await readWidgets(
      layout.dashboard.widgets,
      planned.flatMap((part) => plan[part] ?? []),
      { filter, reader },
    )
    const found = Object.fromEntries(
      PARTS.map((part) => [part, pages[planned.indexOf(part)] ?? null]),
    ) as Record<keyof MyDayPlan, null | readonly RecordDoc[]>
    const myDay = myDayOf(found, filter.frame.today)

    return {
      ...choicesOf(ground, reader),
      data,
      filter: { ...input, from: filter.frame.from, to: filter.frame.to },
      layout,
      myDay,
      timeZone: zoneOf(reader),
      titles: await titlesOf(tiesOf(myDay), reader),
    }
  },
  name: 'home',
})

/** The teams that the reader may see, with the team each lies in. */
export async function readTeams(
  reader: ScreenReader,
): Promise<readonly { id: string; parent: null | string }[]> {
  const { teams } = await readGround(reader)

  return teams.map(teamOf)
}

function choicesOf(
  { roles, teams, users }: Ground,
  reader: ScreenReader,
): Pick<Home, 'collections' | 'people' | 'roles' | 'standard'> {
  return {
    collections: currentCrm()
      .collections.filter(({ slug }) => isReadable(slug, reader))
      .map(({ labels, slug }) => ({ label: (labels as { plural: Label }).plural, slug })),
    people: {
      teams: teams.map((doc) => ({ id: doc.id, title: String(doc['name']) })),
      users: users.map((doc) => ({ id: doc.id, title: String(doc['name']) })),
    },
    roles: roles.map((doc) => ({ key: String(doc['key']), name: doc['name'] as Label })),
    standard: standardWidgets.filter(({ collection }) => isReadable(collection, reader)),
  }
}

/** Everything that decides what is read next, in one round trip. */
async function readGround(reader: ScreenReader): Promise<Ground> {
  const mayShare = canDo(reader.principal, 'settings.manage')
  const queries: Partial<Record<keyof Ground, RecordQuery>> = {
    own: {
      collection: 'payload-preferences',
      limit: 1,
      where: { key: { equals: HOME_PREFERENCE } },
    },
    ...(mayShare ? { roles: { collection: 'roles', limit: 100, sort: 'title' } } : {}),
    teams: { collection: 'teams', limit: MOST_PEOPLE, sort: 'name' },
    users: {
      collection: 'users',
      limit: MOST_PEOPLE,
      sort: 'name',
      where: { deletedAt: { exists: false }, status: { not_equals: 'disabled' } },
    },
  }
  const names = (Object.keys(queries) as (keyof Ground)[]).filter(
    (name) => name === 'own' || isReadable(name, reader),
  )
  // A page for a role is nobody's secret: what it shows is read with the rights of its reader.
  const shared = runUnrestricted(() =>
    compileRead({ collection: 'dashboards', limit: 100, sort: 'key' }),
  )
  const { pages, rows } = await readTogether(
    names.flatMap((name) => queries[name] ?? []),
    shared,
  )
  const docsOf = (name: keyof Ground) => pages[names.indexOf(name)]?.docs ?? []

  return {
    own: docsOf('own'),
    roles: docsOf('roles'),
    shared: (rows[0] ?? []).map((row) => JSON.parse(String(row['doc'])) as RecordDoc),
    teams: docsOf('teams'),
    users: docsOf('users'),
  }
}

function teamOf(doc: RecordDoc): { id: string; parent: null | string } {
  return { id: doc.id, parent: typeof doc['parent'] === 'string' ? doc['parent'] : null }
}

function tiesOf({ deals }: MyDay): ReadonlyMap<string, ReadonlySet<string>> {
  const ids = (field: 'company' | 'stage') =>
    new Set((deals?.docs ?? []).flatMap((deal) => deal[field] ?? []))

  return new Map(
    (
      [
        ['companies', ids('company')],
        ['stages', ids('stage')],
      ] as const
    ).filter(([, found]) => found.size > 0),
  )
}
