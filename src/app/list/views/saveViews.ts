import type { ListPage, SavedView, ViewDefinition } from '../../../screens/index.ts'
import { callApi } from '../../ui/callApi.ts'

/** Who has a view: oneself, a team, or everybody. */
export type ViewReach = { kind: 'all' } | { kind: 'own' } | { kind: 'team'; team: string }

/** What people say of a view when they save it. */
export type ViewFacts = {
  isDefault: boolean
  kind: SavedView['kind']
  name: string
  reach: ViewReach
  /** Keys of the roles that see a shared view first. */
  roles: readonly string[]
}

const OWN = '/api/personal-views'
const SHARED = '/api/views'

/** How a list is looked at now, as a view keeps it. */
export function definitionOf({ state, widths }: ListPage): ViewDefinition {
  const { columns, group, search, sort, where } = state
  const shown = Object.entries(widths).filter(([path]) => columns.includes(path))

  return {
    columns: [...columns],
    ...(group === null ? {} : { group }),
    ...(search === '' ? {} : { search }),
    sort,
    ...(Object.keys(where).length === 0 ? {} : { where }),
    ...(shown.length === 0 ? {} : { widths: Object.fromEntries(shown) }),
  }
}

/** Puts another definition into a view; throws `ApiError`. */
export async function saveDefinition(view: SavedView, definition: ViewDefinition): Promise<void> {
  await callApi('PATCH', pathOf(view), {
    definition: {
      ...definition,
      ...(view.definition.board ? { board: view.definition.board } : {}),
    },
    version: view.version,
  })
}

/** Takes a view away; throws `ApiError`. */
export async function deleteView(view: SavedView): Promise<void> {
  await callApi('DELETE', pathOf(view))
}

/** Makes a view and answers its id; throws `ApiError`. */
export async function createView(
  collection: string,
  definition: ViewDefinition,
  facts: ViewFacts,
): Promise<string> {
  const { doc } = await callApi<{ doc: { id: string } }>(
    'POST',
    facts.reach.kind === 'own' ? OWN : SHARED,
    { ...bodyOf(facts), collection, definition, ...keyOf(collection, facts) },
  )

  return doc.id
}

/** Renames a view or gives it to others; answers its id, which is another where it changed hands. Throws `ApiError`. */
export async function changeView(
  view: SavedView,
  collection: string,
  facts: ViewFacts,
): Promise<string> {
  if (view.isShared !== (facts.reach.kind !== 'own')) {
    const id = await createView(collection, view.definition, facts)
    await deleteView(view)

    return id
  }
  await callApi('PATCH', pathOf(view), { ...bodyOf(facts), version: view.version })

  return view.id
}

function pathOf({ id, isShared }: SavedView): string {
  return `${isShared ? SHARED : OWN}/${id}`
}

function bodyOf({ isDefault, kind, name, reach, roles }: ViewFacts): Record<string, unknown> {
  return reach.kind === 'own'
    ? { isDefault, kind, name }
    : { kind, name, roles, team: reach.kind === 'team' ? reach.team : null }
}

/** Rows of configuration have a key: from their name, and unlike that of others. */
function keyOf(collection: string, { name, reach }: ViewFacts): Record<string, string> {
  if (reach.kind === 'own') {
    return {}
  }
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  const mark = Date.now().toString(36)

  return { key: `${collection}-${words}-${mark}`.slice(0, 100) }
}
