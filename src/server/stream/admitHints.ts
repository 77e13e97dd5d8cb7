import { allModels, levelHere, summariseRecords } from '../../collection/index.ts'
import type { CollectionModel } from '../../collection/index.ts'
import type { ChangeHint } from '../../events/index.ts'
import { accessView } from '../../identity/index.ts'
import type { AccessLevel } from '../../kernel/scope/index.ts'
import { runAsTenant, runUnrestricted } from '../../kernel/scope/index.ts'
import { isCollectionOn } from '../../plugin/index.ts'
import { requestContext } from '../requestContext.ts'
import type { Hint, StreamReader } from './types.ts'

/** What was found out for one reader and holds for others of the same reach; for one batch of changes. */
export type Found = Map<string, Promise<ReadonlySet<string>>>

const CORRELATION = 'stream'

/**
 * The hints that a reader may have of these changes: of records that they may read at this moment, and that
 * they lost one which they could read before the change. `found` saves asking twice for the same reach.
 */
export async function admitHints(
  { principal, tenant }: StreamReader,
  changes: readonly ChangeHint[],
  found: Found,
): Promise<Hint[]> {
  const byCollection = Map.groupBy(changes, ({ collection }) => collection)
  const models = allModels().filter(
    ({ slug }) => byCollection.has(slug) && isCollectionOn(tenant.modules, slug),
  )
  const scope = {
    access: accessView(principal),
    correlationId: CORRELATION,
    tenantId: tenant.id,
    userId: principal.userId,
  }
  const hints = await requestContext.run({ correlationId: CORRELATION, principal, tenant }, () =>
    runAsTenant(scope, () =>
      Promise.all(
        models.map((model) => {
          const own = byCollection.get(model.slug) ?? []
          const level = levelHere(model, 'read')

          return level === 'none'
            ? Promise.resolve([])
            : hintsOf({ changes: own, found, level, model, principal })
        }),
      ),
    ),
  )

  return hints.flat()
}

type Asked = {
  changes: readonly ChangeHint[]
  found: Found
  level: AccessLevel
  model: CollectionModel
  principal: StreamReader['principal']
}

async function hintsOf(asked: Asked): Promise<Hint[]> {
  const { changes, model } = asked
  const ids = [...new Set(changes.map(({ id }) => id))]
  const readable = await once(asked, 'readable', () => idsOf(model.slug, { id: { in: ids } }))
  const lost = changes.filter(({ id }) => !readable.has(id))
  const known = lost.length === 0 ? new Set<string>() : await couldRead(asked, lost)
  const last = new Map(changes.map((change) => [change.id, change.op]))

  return ids.flatMap((id): Hint[] =>
    readable.has(id)
      ? [{ collection: model.slug, id, op: last.get(id) ?? 'update' }]
      : known.has(id)
        ? [{ collection: model.slug, id, op: 'delete' }]
        : [],
  )
}

/** Those of lost records that were within the reader's reach before they were changed. */
async function couldRead(asked: Asked, lost: readonly ChangeHint[]): Promise<ReadonlySet<string>> {
  const { level, principal } = asked
  if (level === 'all') {
    return new Set(lost.filter(({ op }) => op === 'delete').map(({ id }) => id))
  }
  const owners = [...new Set(lost.flatMap(({ ownerBefore }) => ownerBefore ?? []))]
  const team =
    level === 'team' && owners.length > 0
      ? await once(asked, 'team', () =>
          // Who is in a team decides, whether or not the reader may see the people in it.
          runUnrestricted(() =>
            idsOf('users', { and: [{ id: { in: owners } }, { team: { in: principal.teamIds } }] }),
          ),
        )
      : new Set<string>()
  const isWithin = (owner: null | string) =>
    owner !== null && (owner === principal.userId || team.has(owner))

  return new Set(lost.filter(({ ownerBefore }) => isWithin(ownerBefore)).map(({ id }) => id))
}

function once(
  { found, level, model, principal }: Asked,
  what: string,
  ask: () => Promise<ReadonlySet<string>>,
): Promise<ReadonlySet<string>> {
  const reach = level === 'all' ? [] : [principal.userId, ...principal.teamIds]
  const key = [what, model.slug, level, ...reach].join(' ')
  const known = found.get(key) ?? ask()
  found.set(key, known)

  return known
}

/** Ids alone: what records hold is not read, so nothing of it can be noted as shown. */
async function idsOf(collection: string, where: Record<string, unknown>): Promise<Set<string>> {
  const { groups } = await summariseRecords({ by: ['id'], collection, where })

  return new Set(groups.map(({ key }) => String(key)))
}
