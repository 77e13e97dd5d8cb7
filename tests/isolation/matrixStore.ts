import { stringify } from 'qs-esm'

import type { CollectionModel } from '../../src/collection/index.ts'
import { isChangeable } from '../helpers/recordBodies.ts'
import type { AppAnswer } from '../helpers/testApp.ts'
import type { MatrixContext, Side } from './matrixContext.ts'
import type { MatrixRow, RowPart } from './matrixRow.ts'
import { freshId, hasStatus, idOf, showsSome } from './matrixRow.ts'

/** What the record store has beside Payload's own routes: history, bulk changes and ties in conditions. */
export function storeRows(
  model: CollectionModel,
  bySlug: ReadonlyMap<string, CollectionModel>,
): RowPart[] {
  return [
    ...(model.tracked ? historyRows(model) : []),
    ...(isChangeable(model) ? bulkRows(model) : []),
    ...tieRows(model, bySlug),
  ]
}

function historyRows(model: CollectionModel): RowPart[] {
  const canAdd = isChangeable(model)

  return [
    {
      accepts: hasStatus(200),
      ask: (context, id) => context.ask('GET', `/api/${model.slug}/${id}/history`),
      place: 'id in the path',
      route: 'GET /api/:slug/:id/history',
      slug: model.slug,
      value: canAdd ? freshId(model) : idOf(model.slug),
    },
  ]
}

function bulkRows(model: CollectionModel): RowPart[] {
  const at = (place: string, body: (id: string) => object): RowPart => ({
    accepts: didOne,
    ask: (context, id) => context.ask('POST', `/api/${model.slug}/bulk`, { body: body(id) }),
    place,
    route: 'POST /api/:slug/bulk',
    slug: model.slug,
    value: freshId(model),
  })

  return [
    at('ids', (id) => ({ data: {}, ids: [id], op: 'update' })),
    at('where[id]', (id) => ({ data: {}, op: 'update', where: { id: { equals: id } } })),
    at('operations[].id', (id) => ({ operations: [{ data: {}, id, op: 'update' }] })),
    at('operations[].id of a deletion', (id) => ({ operations: [{ id, op: 'delete' }] })),
    ...model.fields
      .filter((field) => field.relationTo !== undefined && !field.protected)
      .map((field) => ({
        ...at(`"${field.path}" in operations[].data`, () => ({})),
        ask: async (context: MatrixContext, id: string) =>
          context.ask('POST', `/api/${model.slug}/bulk`, {
            body: {
              operations: [
                { data: { [field.path]: id }, id: await context.target(model), op: 'update' },
              ],
            },
          }),
        value: (context: MatrixContext, side: Side) =>
          side === 'own'
            ? context.relationOf(model, field.relationTo ?? '')
            : context.idOf(side, field.relationTo ?? ''),
      })),
  ]
}

/** True for a bulk change that met one record and did what it was asked. */
function didOne({ json, status }: AppAnswer): boolean {
  const { results = [] } = (json ?? {}) as { results?: { ok: boolean }[] }

  return status === 200 && results.length === 1 && results[0]?.ok === true
}

/** Conditions on a tie to records of several collections. */
function tieRows(model: CollectionModel, bySlug: ReadonlyMap<string, CollectionModel>): RowPart[] {
  return model.fields
    .filter((field) => field.targets?.some((slug) => bySlug.has(slug)) === true)
    .flatMap((field) =>
      ['', '/count', '/summary'].map((route) => ({
        accepts: showsSome,
        ask: (context: MatrixContext, id: string) => {
          const where = { [`${field.path}.value`]: { equals: id } }
          const query = { ...(route === '/summary' ? { by: 'createdAt' } : {}), where }

          return context.ask('GET', `/api/${model.slug}${route}?${stringify(query)}`)
        },
        place: `where[${field.path}.value][equals]`,
        route: `GET /api/:slug${route}`,
        slug: model.slug,
        value: tiedId(model, field.column),
      })),
    )
}

function tiedId(model: CollectionModel, column: string): MatrixRow['value'] {
  return async (context, side) => {
    if (side === 'missing') {
      return context.idOf(side, 'companies')
    }
    const [row] = await context.app.sql(
      `select ${column}_id as id from ${model.table} where tenant_id = $1
        ${model.trash ? 'and deleted_at is null' : ''} order by id limit 1`,
      [context.app.tenantId(side === 'own' ? 'acme' : 'northwind')],
    )

    return String(row?.['id'])
  }
}
