import { stringify } from 'qs-esm'

import type { CollectionModel } from '../../src/collection/index.ts'
import { formOf } from '../helpers/formOf.ts'
import type { AppAnswer } from '../helpers/testApp.ts'
import type { MatrixContext, Side } from './matrixContext.ts'
import type { RowPart } from './matrixRow.ts'
import { freshId, hasStatus, patchForm, showsSome } from './matrixRow.ts'

/** Relations in bodies: of new records, of one, of many, and in forms. */
export function bodyRows(model: CollectionModel): RowPart[] {
  const relations = model.fields.filter(
    (field) => field.relationTo !== undefined && !field.protected,
  )
  const path = `/api/${model.slug}`

  return relations.flatMap((field): RowPart[] => {
    const base = {
      slug: model.slug,
      value: (context: MatrixContext, side: Side) =>
        relationValue(context, side, model, field.path),
    }
    const place = `"${field.path}" in the body`
    const filled = (id: string) => ({ [field.path]: id })

    return [
      {
        ...base,
        accepts: hasStatus(201),
        ask: async (context, id) => create(context, model, filled(id)),
        place,
        route: 'POST /api/:slug',
      },
      {
        ...base,
        accepts: hasStatus(201),
        ask: async (context, id) => createByForm(context, model, filled(id)),
        place: `${place} of a form`,
        route: 'POST /api/:slug (payload)',
      },
      {
        ...base,
        accepts: hasStatus(200),
        ask: async (context, id) =>
          context.ask('PATCH', `${path}/${await context.target(model)}`, {
            body: filled(id),
          }),
        place,
        route: 'PATCH /api/:slug/:id',
      },
      {
        ...base,
        accepts: hasStatus(200),
        ask: async (context, id) =>
          patchForm(model, filled(id))(context, await context.target(model)),
        place: `${place} of a form`,
        route: 'PATCH /api/:slug/:id (payload)',
      },
      {
        ...base,
        accepts: showsSome,
        ask: async (context, id) => {
          const where = { id: { equals: await context.target(model) } }

          return context.ask('PATCH', `${path}?${stringify({ where })}`, {
            body: filled(id),
          })
        },
        place: `${place} of many`,
        route: 'PATCH /api/:slug',
      },
    ]
  })
}

async function create(
  context: MatrixContext,
  model: CollectionModel,
  part: Record<string, unknown>,
): Promise<AppAnswer> {
  const body = await context.newBody(model)

  return context.ask('POST', `/api/${model.slug}`, { body: { ...body, ...part } })
}

async function createByForm(
  context: MatrixContext,
  model: CollectionModel,
  part: Record<string, unknown>,
): Promise<AppAnswer> {
  const body = await context.newBody(model)

  return context.ask('POST', `/api/${model.slug}`, formOf({ ...body, ...part }))
}

/** An own record to refer to; a new one where the pair must be unique. */
function relationValue(
  context: MatrixContext,
  side: Side,
  model: CollectionModel,
  path: string,
): Promise<string> {
  const slug = model.byPath.get(path)?.relationTo ?? ''

  return side === 'own' ? context.relationOf(model, slug) : context.idOf(side, slug)
}

/** Changes and deletions of whatever a condition meets. */
export function manyRows(model: CollectionModel): RowPart[] {
  const at = (method: string, query: object, body: unknown): RowPart => ({
    accepts: showsSome,
    ask: (context, id) =>
      context.ask(
        method,
        `/api/${model.slug}?${stringify({ ...query, where: { id: { equals: id } } })}`,
        body === undefined ? {} : { body },
      ),
    place: `where[id] of many${Object.keys(query).length > 0 ? ' in the trash' : ''}`,
    route: `${method} /api/:slug`,
    slug: model.slug,
    value: freshId(model),
  })

  return [
    at('PATCH', {}, {}),
    at('DELETE', {}, undefined),
    at('DELETE', { trash: true }, undefined),
  ]
}
