import { stringify } from 'qs-esm'

import type { CollectionModel } from '../../src/collection/index.ts'
import { isChangeable } from '../helpers/recordBodies.ts'
import type { MatrixRow, RowPart } from './matrixRow.ts'
import { freshId, hasStatus, idOf, patchForm, patchNothing, showsSome } from './matrixRow.ts'

/** The routes that name a record in their path. */
export function pathRows(model: CollectionModel): RowPart[] {
  const at = (
    method: string,
    route: string,
    query: string,
    part: Partial<RowPart> = {},
  ): RowPart => ({
    accepts: hasStatus(200),
    ask: (context, id) => context.ask(method, `/api/${model.slug}/${id}${query}`),
    place: `id in the path${query}`,
    route: `${method} /api/:slug/:id${route}`,
    slug: model.slug,
    value: idOf(model.slug),
    ...part,
  })
  const mine = freshId(model)

  return [
    at('GET', '', ''),
    at('GET', '', '?select[id]=true'),
    at('GET', '', '?trash=true'),
    at('GET', ' (payload)', '?depth=1'),
    at('GET', ' (payload)', '?depth=2&trash=true'),
    at('POST', ' (payload)', '', {
      ask: (context, id) =>
        context.ask('POST', `/api/${model.slug}/${id}`, {
          headers: { 'x-payload-http-method-override': 'GET' },
        }),
    }),
    at('POST', '', '', {
      accepts: (answer) =>
        answer.status === 200 && /"update":(?:true|\{"permission":true)/.test(answer.text),
      ask: (context, id) =>
        context.ask('POST', `/api/${model.slug}/access/${id}`, {
          body: {},
        }),
      route: 'POST /api/:slug/access/:id (payload)',
    }),
    ...(isChangeable(model)
      ? [
          at('PATCH', '', '', { ask: patchNothing(model), value: mine }),
          at('DELETE', '', '', { value: mine }),
          ...(model.slug === 'users'
            ? []
            : [
                at('POST', '/duplicate (payload)', '', {
                  // A copy of a record with unique values is refused for those: the record was found.
                  accepts: hasStatus(200, 400, 409),
                  ask: (context, id) =>
                    context.ask('POST', `/api/${model.slug}/${id}/duplicate`, {
                      body: '',
                      headers: { 'content-type': 'text/plain' },
                    }),
                  value: mine,
                }),
              ]),
          at('PATCH', ' (payload)', '', { ask: patchForm(model, {}), value: mine }),
        ]
      : []),
  ]
}

/** What stands in the trash, and what comes back from it. */
export function trashRows(model: CollectionModel): RowPart[] {
  if (!model.trash) {
    return []
  }
  const trashed: MatrixRow['value'] = async (context, side) => {
    if (side === 'missing') {
      return context.idOf(side, model.slug)
    }
    if (side === 'own') {
      const id = await context.create(model)
      await context.ask('DELETE', `/api/${model.slug}/${id}`)

      return id
    }
    const [row] = await context.app.sql(
      `select id from ${model.table} where tenant_id = $1 and deleted_at is not null limit 1`,
      [context.app.tenantId('northwind')],
    )

    return String(row?.['id'])
  }
  const at = (place: string, route: string, ask: MatrixRow['ask'], accepts = hasStatus(200)) => ({
    accepts,
    ask,
    place,
    route,
    slug: model.slug,
    value: trashed,
  })
  const path = `/api/${model.slug}`

  return [
    at(
      'where[id] in the trash',
      'GET /api/:slug',
      (context, id) =>
        context.ask('GET', `${path}?${stringify({ trash: true, where: { id: { equals: id } } })}`),
      showsSome,
    ),
    at('id in the trash', 'GET /api/:slug/:id', (context, id) =>
      context.ask('GET', `${path}/${id}?trash=true`),
    ),
    at('restoring', 'PATCH /api/:slug/:id', (context, id) =>
      context.ask('PATCH', `${path}/${id}?trash=true`, { body: { deletedAt: null } }),
    ),
    at('deleting for good', 'DELETE /api/:slug/:id', (context, id) =>
      context.ask('DELETE', `${path}/${id}?trash=true`),
    ),
  ]
}
