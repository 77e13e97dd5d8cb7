import { stringify } from 'qs-esm'

import type { CollectionModel } from '../../src/collection/index.ts'
import type { MatrixContext, Side } from './matrixContext.ts'
import { valueOf } from './matrixContext.ts'
import type { MatrixRow, RowPart } from './matrixRow.ts'
import { idOf, showsSome } from './matrixRow.ts'

/** Every way a condition can name a record: itself, a relation, and a relation of that. */
export function whereRows(
  model: CollectionModel,
  bySlug: ReadonlyMap<string, CollectionModel>,
): RowPart[] {
  return conditions(model, bySlug).flatMap(({ place, value, where }) =>
    readers(model).map((reader) => ({
      accepts: showsSome,
      ask: (context: MatrixContext, text: string) => reader.ask(context, where(text)),
      place: `${place}${reader.place}`,
      route: reader.route,
      slug: model.slug,
      value,
    })),
  )
}

type Condition = { place: string; value: MatrixRow['value']; where: (value: string) => object }

function conditions(
  model: CollectionModel,
  bySlug: ReadonlyMap<string, CollectionModel>,
): Condition[] {
  const own: Condition[] = [
    ['where[id][equals]', (id: string) => ({ id: { equals: id } })] as const,
    ['where[id][in]', (id: string) => ({ id: { in: [id] } })] as const,
    ['where[id][like]', (id: string) => ({ id: { like: id } })] as const,
    ['where[or][and][id]', (id: string) => ({ or: [{ and: [{ id: { equals: id } }] }] })] as const,
  ].map(([place, where]) => ({ place, value: idOf(model.slug), where }))
  const related = model.fields.flatMap((field): Condition[] => {
    const other = bySlug.get(field.relationTo ?? '')
    if (other === undefined) {
      return []
    }
    const title = other.byPath.get(other.title)
    const at = (path: string, slug: string): Condition => ({
      place: `where[${path}][equals]`,
      value: usedId(model, field.column, slug),
      where: (id) => ({ [path]: { equals: id } }),
    })

    return [
      at(field.path, other.slug),
      at(`${field.path}.id`, other.slug),
      ...other.fields.flatMap((inner) =>
        inner.relationTo === undefined
          ? []
          : [
              {
                place: `where[${field.path}.${inner.path}][exists] and id`,
                value: linkedId(model, field.column, other, inner.column),
                where: (id: string) => ({
                  [`${field.path}.${inner.path}.id`]: { not_equals: id },
                  id: { equals: id },
                }),
              },
            ],
      ),
      ...(title?.kind === 'text'
        ? [
            {
              place: `where[${field.path}.${title.path}][equals]`,
              value: (context: MatrixContext, side: Side) =>
                usedTitle(context, side, model, field.column, other),
              where: (text: string) => ({ [`${field.path}.${title.path}`]: { equals: text } }),
            },
          ]
        : []),
    ]
  })

  return [...own, ...related]
}

/** The id of a record that leads to another by way of a third. */
function linkedId(
  model: CollectionModel,
  column: string,
  other: CollectionModel,
  inner: string,
): MatrixRow['value'] {
  return async (context, side) => {
    if (side === 'missing') {
      return context.idOf(side, model.slug)
    }
    const [row] = await context.app.sql(
      `select t.id from ${model.table} t join ${other.table} r
          on r.tenant_id = t.tenant_id and r.id = t.${column} and r.${inner} is not null
        where t.tenant_id = $1 ${model.trash ? 'and t.deleted_at is null' : ''}
        order by t.id limit 1`,
      [context.app.tenantId(side === 'own' ? 'acme' : 'northwind')],
    )

    return String(row?.['id'])
  }
}

/** The id of a record that some live record of the side refers to, so that a leak would show. */
function usedId(model: CollectionModel, column: string, slug: string): MatrixRow['value'] {
  return async (context, side) => {
    if (side === 'missing') {
      return context.idOf(side, slug)
    }
    const [row] = await context.app.sql(
      `select ${column} as id from ${model.table} where tenant_id = $1 and ${column} is not null
        ${model.trash ? 'and deleted_at is null' : ''} order by id limit 1`,
      [context.app.tenantId(side === 'own' ? 'acme' : 'northwind')],
    )

    return String(row?.['id'])
  }
}

async function usedTitle(
  context: MatrixContext,
  side: Side,
  model: CollectionModel,
  column: string,
  other: CollectionModel,
): Promise<string> {
  const title = other.byPath.get(other.title)
  if (side === 'missing' || title === undefined) {
    return `no such ${other.slug}`
  }
  const { app } = context
  const [here, there] = [app.tenantId('acme'), app.tenantId('northwind')]
  const [row] = await app.sql(
    `select r.${title.column} as title from ${model.table} t
       join ${other.table} r on r.tenant_id = t.tenant_id and r.id = t.${column}
      where t.tenant_id = $1 ${model.trash ? 'and t.deleted_at is null' : ''}
        and not exists (select 1 from ${other.table} o
          where o.tenant_id = $2 and o.${title.column} = r.${title.column})
      order by t.id limit 1`,
    side === 'own' ? [here, there] : [there, here],
  )

  return row === undefined ? valueOf(context, side, other, title) : String(row['title'])
}

/** Every route that takes a condition and answers with records, without changing any. */
function readers(model: CollectionModel) {
  const get = (path: string, place: string, route: string, query: object = {}) => ({
    ask: (context: MatrixContext, where: object) =>
      context.ask('GET', `/api/${model.slug}${path}?${stringify({ ...query, where })}`),
    place,
    route,
  })
  const form = (context: MatrixContext, where: object) =>
    context.ask('POST', `/api/${model.slug}`, {
      body: stringify({ depth: 1, where }),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-payload-http-method-override': 'GET',
      },
    })

  return [
    get('', '', 'GET /api/:slug'),
    get('', ' with select', 'GET /api/:slug', { select: { id: true } }),
    get('', ' with a sort', 'GET /api/:slug', { sort: '-updatedAt,id' }),
    get('/count', '', 'GET /api/:slug/count'),
    get('/summary', '', 'GET /api/:slug/summary', { by: 'createdAt' }),
    get('', ' with depth', 'GET /api/:slug (payload)', { depth: 2 }),
    get('', ' with populate', 'GET /api/:slug (payload)', {
      depth: 1,
      populate: { users: { name: true } },
    }),
    { ask: form, place: ' posted as a form', route: 'POST /api/:slug (payload)' },
  ]
}
