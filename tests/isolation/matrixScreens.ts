import type { CollectionModel } from '../../src/collection/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { AppAnswer } from '../helpers/testApp.ts'
import type { MatrixContext, Side } from './matrixContext.ts'
import { ONLY_WORD } from './matrixFixtures.ts'
import type { MatrixRow } from './matrixRow.ts'
import { hasStatus, idOf } from './matrixRow.ts'

/** Screens that are asked about no record, and why. */
export const SCREENS_WITHOUT_IDS: Readonly<Record<string, string>> = {
  brand: 'the colour and the logo of the tenant',
  collection: 'names a collection',
  frame: 'is asked nothing',
  notifications: 'lists the own; its cursor is that of lists',
  'quick-create': 'names a collection',
  settings: 'names a page and a collection',
  slots: 'names a place and a collection',
  start: 'is asked nothing',
}

/** The rows of the screens: every place of what they are asked that can name a record. */
export function screenRows(models: readonly CollectionModel[]): MatrixRow[] {
  return [
    ...models.flatMap(({ slug }) =>
      ['record', 'record-related', 'record-timeline'].map((screen) =>
        at(screen, `the id of ${slug}`, idOf(slug), (id) => ({ collection: slug, id })),
      ),
    ),
    ...listRows,
    ...boardRows,
    ...homeRows,
    ...otherRows,
    readRow,
  ]
}

/** One place of one screen. */
function at(
  screen: string,
  place: string,
  value: MatrixRow['value'],
  input: (value: string) => object,
  accepts: MatrixRow['accepts'] = hasStatus(200),
): MatrixRow {
  return {
    accepts,
    ask: (context, text) => {
      const query = encodeURIComponent(JSON.stringify(input(text)))

      return context.ask('GET', `/api/screens/${screen}?input=${query}`)
    },
    name: `GET /api/screens/:name of ${screen}: ${place}`,
    route: 'GET /api/screens/:name',
    value,
  }
}

/** True for an answer that shows something at a place of its body. */
const shows =
  (find: (body: never) => unknown): MatrixRow['accepts'] =>
  ({ json, status }: AppAnswer) => {
    const found = status === 200 ? find(json as never) : undefined

    return Array.isArray(found) ? found.length > 0 : Boolean(found)
  }

const rowsOf = (condition: string): MatrixRow['value'] =>
  inTenant(`${condition} order by id limit 1`)

/** What a statement finds in the tenant of the side. */
function inTenant(text: string): MatrixRow['value'] {
  return async (context: MatrixContext, side: Side) => {
    if (side === 'missing') {
      return newId()
    }
    const slug = side === 'own' ? 'acme' : 'northwind'
    const [row] = await context.app.sql(text, [context.app.tenantId(slug)])

    return String(row?.['id'])
  }
}

const OWNERS = `select owner_id as id from deals where tenant_id = $1 and deleted_at is null
    and owner_id is not null order by created_at desc limit 1`

const byId = (id: string) => ({ id: { equals: id } })

type Titles = Record<string, Record<string, string>>
type Rows = { docs: unknown[]; titles: Titles }

const VIEWS = 'select id from views where tenant_id = $1'

const hasView = shows(({ state }: { state: { view: null | string } }) => state.view)

/** One that everybody has; those of a team are shown to that team alone. */
async function newView({ ask }: MatrixContext): Promise<string> {
  const id = newId()
  const body = { collection: 'deals', key: `matrix-${id}`, name: { en: 'Matrix' } }
  const { json } = await ask('POST', '/api/views', { body })

  return (json as { doc: { id: string } }).doc.id
}

const listRows: MatrixRow[] = [
  at(
    'list',
    'the id in a condition',
    idOf('companies'),
    (id) => ({ collection: 'companies', where: byId(id) }),
    shows(({ rows }: { rows: Rows }) => rows.docs),
  ),
  at(
    'list',
    'the shared view',
    async (context, side) =>
      side === 'own'
        ? newView(context)
        : rowsOf(`${VIEWS} and collection = 'deals'`)(context, side),
    (view) => ({ collection: 'deals', view }),
    hasView,
  ),
  at(
    'list',
    'the personal view',
    rowsOf("select id from personal_views where tenant_id = $1 and collection = 'deals'"),
    (view) => ({ collection: 'deals', view }),
    hasView,
  ),
  at(
    'list-rows',
    'the id in a condition',
    idOf('companies'),
    (id) => ({ collection: 'companies', columns: ['name'], where: byId(id) }),
    shows(({ docs }: Rows) => docs),
  ),
  at(
    'list-rows',
    'the title of what a condition names',
    idOf('companies'),
    (id) => ({ collection: 'deals', columns: ['title'], where: { company: { equals: id } } }),
    shows(({ titles }: Rows) => Object.keys(titles['companies'] ?? {})),
  ),
  at(
    'list-rows',
    'the group',
    inTenant(OWNERS),
    (key) => ({ collection: 'deals', columns: ['title'], within: { by: 'owner', key } }),
    shows(({ docs }: Rows) => docs),
  ),
  at(
    'choices',
    'the name of a company',
    (_context, side) =>
      Promise.resolve(
        { foreign: ONLY_WORD['northwind'], missing: 'Mnorplik', own: ONLY_WORD['acme'] }[side] ??
          '',
      ),
    (text) => ({ collection: 'companies', text }),
    shows(({ docs }: { docs: unknown[] }) => docs),
  ),
]

type Board = { columns: { cards: unknown[] }[]; pipeline: { id: string } | null }

const hasCards = shows(({ columns }: Board) => columns.some(({ cards }) => cards.length > 0))

const STAGES = `select s.id from stages s join pipelines p on p.tenant_id = s.tenant_id
    and p.id = s.pipeline_id where s.tenant_id = $1 and p.is_default and s.kind = 'open'
    order by s.id limit 1`

const boardRows: MatrixRow[] = [
  at('board', 'the owner', inTenant(OWNERS), (owner) => ({ collection: 'deals', owner }), hasCards),
  at('board-column', 'the column', inTenant(STAGES), (column) => ({ collection: 'deals', column })),
  at(
    'board-cards',
    'the card',
    idOf('deals'),
    (id) => ({ collection: 'deals', ids: [id] }),
    shows(({ cards }: { cards: unknown[] }) => cards),
  ),
]

const WIDGET = {
  collection: 'deals',
  id: 'counted',
  kind: 'number',
  measures: [{ of: 'count' }],
  title: { en: 'Counted' },
}

type Counted = { points?: { count: number }[] }

const counts = ({ points = [] }: Counted) => points.some(({ count }) => count > 0)

const MATES = `select u.team_id as id from users u where u.tenant_id = $1 and u.team_id is not null
    and exists (select from deals d where d.tenant_id = u.tenant_id and d.owner_id = u.id
      and d.deleted_at is null) order by u.id limit 1`

const homeRows: MatrixRow[] = (
  [
    ['owner', OWNERS],
    ['team', MATES],
  ] as const
).flatMap(([key, text]) => [
  at(
    'home',
    `the ${key}`,
    inTenant(text),
    (id) => ({ [key]: id }),
    shows(({ data }: { data: Record<string, Counted> }) => Object.values(data).some(counts)),
  ),
  at(
    'home-widget',
    `the ${key}`,
    inTenant(text),
    (id) => ({ filter: { [key]: id }, widget: WIDGET }),
    shows(counts),
  ),
])

const otherRows: MatrixRow[] = [
  at(
    'home-widget',
    'the id in a condition',
    idOf('deals'),
    (id) => ({ widget: { ...WIDGET, where: byId(id) } }),
    shows(counts),
  ),
  at(
    'palette',
    'a record seen before',
    idOf('companies'),
    (id) => ({ recent: [{ collection: 'companies', id }] }),
    shows(({ recent }: { recent: unknown[] }) => recent),
  ),
  ...(['import', 'import-rows'] as const).map((screen) =>
    at(
      screen,
      'the import',
      (context, side) =>
        Promise.resolve(side === 'missing' ? newId() : context.fixtures[side].import),
      (id) => ({ id }),
    ),
  ),
]

const unread = (context: MatrixContext) =>
  inTenant('select id from notifications where tenant_id = $1 and read_at is null limit 1')(
    context,
    'foreign',
  )

const readRow: MatrixRow = {
  accepts: shows(({ read }: { read: number }) => read),
  ask: (context, id) => context.ask('POST', '/api/notifications/read', { body: { ids: [id] } }),
  name: 'POST /api/notifications/read: the id',
  route: 'POST /api/notifications/read',
  value: async (context, side) => {
    if (side === 'own') {
      await context.app.sql('update notifications set read_at = null where tenant_id = $1', [
        context.app.tenantId('acme'),
      ])
    }

    return side === 'foreign' ? unread(context) : context.idOf(side, 'notifications')
  },
}
