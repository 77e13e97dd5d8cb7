import type { boardScreen } from '../../src/screens/board/boardScreen.ts'
import type { frameScreen } from '../../src/screens/frame/frameScreen.ts'
import type { homeScreen } from '../../src/screens/home/homeScreen.ts'
import type { CollectionView, ScreenData } from '../../src/screens/index.ts'
import type { listScreen } from '../../src/screens/list/listScreen.ts'
import type { recordScreen } from '../../src/screens/record/recordScreen.ts'
import type { settingsScreen } from '../../src/screens/settings/settingsScreen.ts'

/** Records that the screens are asked about. */
export type Ids = { company: string; foreignDeal: string; ownDeal: string; stage: string }

/** How a screen is tried, and what of its answer a golden file can hold. */
export type Outline = {
  ask: (ids: Ids) => object
  /** Where a screen is tried more than once. */
  name?: string
  outline: (data: never) => unknown
  screen: string
}

const shown = () => 'shown'

/** What a person may do, by first letters, and fields they may only read. */
function rightsOf({ fields, may, ownerField }: CollectionView): object {
  return {
    fields: fields.length,
    may: Object.entries(may)
      .map(([act, level]) => `${act} ${level}`)
      .join(', '),
    ownerField,
    readOnly: fields.filter(({ readOnly }) => readOnly).map(({ path }) => path),
  }
}

const collectionOf = (collection: string): Outline => ({
  ask: () => ({ collection }),
  name: `collection ${collection}`,
  outline: rightsOf,
  screen: 'collection',
})

const listOf = (collection: string): Outline => ({
  ask: () => ({ collection }),
  name: `list ${collection}`,
  outline: ({ rights, rows, state, views }: ScreenData<typeof listScreen>) => ({
    columns: state.columns,
    hasRows: rows.docs.length > 0,
    rights,
    views: views.map(({ isShared, mayChange, name }) => ({ isShared, mayChange, name })),
  }),
  screen: 'list',
})

const recordOf = (name: string, input: (ids: Ids) => object): Outline => ({
  ask: input,
  name: `record: ${name}`,
  outline: ({ layout, links, may, stages }: ScreenData<typeof recordScreen>) => ({
    header: layout.header,
    links,
    may,
    related: layout.related.map(({ collection, field }) => `${collection} by ${field}`),
    sections: layout.sections.map(({ fields, key }) => `${key}: ${fields.join(', ')}`),
    stages: stages !== null,
  }),
  screen: 'record',
})

const settingsOf = (page: string): Outline => ({
  ask: () => ({ page }),
  name: `settings ${page}`,
  outline: (data: ScreenData<typeof settingsScreen>) => ({
    data: Object.keys(data.data),
    opens: data.page,
  }),
  screen: 'settings',
})

const deal = { collection: 'deals' }

const ASKED: Readonly<Record<string, object>> = {
  choices: { collection: 'companies' },
  'home-widget': {
    widget: {
      collection: 'companies',
      id: 'some',
      kind: 'number',
      measures: [{ of: 'count' }],
      title: { en: 'Companies' },
    },
  },
  'import-rows': { id: '01900000-0000-7000-8000-000000000000' },
  'quick-create': { collection: 'companies' },
  slots: { slot: 'navigation' },
}

/** Every screen, tried in the ways that rights may part. */
export const outlines: readonly Outline[] = [
  {
    ask: () => ({}),
    outline: ({ groups, may }: ScreenData<typeof frameScreen>) => ({
      groups: Object.fromEntries(
        groups.map(({ id, items }) => [
          id,
          items.map(({ canCreate, slug }) => (canCreate ? `${slug} +` : slug)),
        ]),
      ),
      may,
    }),
    screen: 'frame',
  },
  ...['companies', 'deals', 'activities', 'roles', 'users', 'views'].map(collectionOf),
  ...['companies', 'deals', 'users', 'roles'].map(listOf),
  {
    ask: () => ({ ...deal, columns: ['title'] }),
    name: 'list-rows',
    outline: shown,
    screen: 'list-rows',
  },
  recordOf('own deal', ({ ownDeal }) => ({ ...deal, id: ownDeal })),
  recordOf('foreign deal', ({ foreignDeal }) => ({ ...deal, id: foreignDeal })),
  recordOf('company', ({ company }) => ({ collection: 'companies', id: company })),
  { ask: ({ ownDeal }) => ({ ...deal, id: ownDeal }), outline: shown, screen: 'record-related' },
  { ask: ({ ownDeal }) => ({ ...deal, id: ownDeal }), outline: shown, screen: 'record-timeline' },
  {
    ask: () => deal,
    outline: ({ columns, mayCreate, mayMove }: ScreenData<typeof boardScreen>) => ({
      hasSums: columns.some(({ sum }) => sum !== null),
      mayCreate,
      mayMove,
    }),
    screen: 'board',
  },
  { ask: ({ stage }) => ({ ...deal, column: stage }), outline: shown, screen: 'board-column' },
  { ask: ({ ownDeal }) => ({ ...deal, ids: [ownDeal] }), outline: shown, screen: 'board-cards' },
  {
    ask: () => ({}),
    outline: ({ data, myDay }: ScreenData<typeof homeScreen>) => ({
      myDay: Object.fromEntries(
        Object.entries(myDay).map(([part, value]) => [part, value !== null]),
      ),
      widgets: Object.fromEntries(Object.entries(data).map(([id, { state }]) => [id, state])),
    }),
    screen: 'home',
  },
  ...[
    ...['brand', 'choices', 'home-widget', 'import', 'import-rows', 'notifications', 'palette'],
    ...['quick-create', 'slots', 'start'],
  ].map((screen): Outline => ({ ask: () => ASKED[screen] ?? {}, outline: shown, screen })),
  ...[
    'company',
    'pipelines',
    'users',
    'roles',
    'keys',
    'sessions',
    'modules',
    'audit',
    'trash',
  ].map(settingsOf),
  {
    ask: () => ({}),
    name: 'settings menu',
    outline: ({ groups }: ScreenData<typeof settingsScreen>) =>
      Object.fromEntries(groups.map(({ key, pages }) => [key, pages])),
    screen: 'settings',
  },
]
