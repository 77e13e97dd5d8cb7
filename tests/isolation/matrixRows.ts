import { stringify } from 'qs-esm'

import type { CollectionModel } from '../../src/collection/index.ts'
import type { AppAnswer } from '../helpers/testApp.ts'
import { formOf } from '../helpers/formOf.ts'
import { isWritable } from '../helpers/recordBodies.ts'
import type { MatrixContext, Side } from './matrixContext.ts'
import { valueOf } from './matrixContext.ts'

/** One place of one route that can name a record. */
export type MatrixRow = {
  /** True for the answer that an own record must get, and no other may. */
  accepts: (answer: AppAnswer) => boolean
  ask: (context: MatrixContext, value: string) => Promise<AppAnswer>
  name: string
  /** `METHOD path` as the route table names it. */
  route: string
  /** The value that names the record of one side. */
  value: (context: MatrixContext, side: Side) => Promise<string>
}

/** What a row is made of; the name says where in the request the value stands. */
type Part = Omit<MatrixRow, 'name'> & { place: string; slug: string }

/** The rows of the routes over records, of every collection and every relation it has. */
export function recordRows(models: readonly CollectionModel[]): MatrixRow[] {
  const bySlug = new Map(models.map((model) => [model.slug, model]))

  return models.flatMap((model) =>
    [
      ...whereRows(model, bySlug),
      ...pathRows(model),
      ...trashRows(model),
      ...(isWritable(model) ? [...bodyRows(model), ...manyRows(model)] : []),
    ].map(({ place, slug, ...row }) => ({ ...row, name: `${row.route} of ${slug}: ${place}` })),
  )
}

/** Answers that show at least one record, in any of the shapes the API has. */
export function showsSome(answer: AppAnswer): boolean {
  const body = (answer.json ?? {}) as { docs?: unknown[]; groups?: unknown[]; totalDocs?: number }

  return (
    answer.status === 200 &&
    (body.totalDocs ?? body.groups?.length ?? body.docs?.length ?? 0) > 0
  )
}

/** Answers with the given status. */
export function hasStatus(...wanted: number[]): (answer: AppAnswer) => boolean {
  return (answer) => wanted.includes(answer.status)
}

const idOf =
  (slug: string): MatrixRow['value'] =>
  (context, side) =>
    context.idOf(side, slug)

/** Every way a condition can name a record: itself, a relation, and a relation of that. */
function whereRows(
  model: CollectionModel,
  bySlug: ReadonlyMap<string, CollectionModel>,
): Part[] {
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

/** The routes that name a record in their path. */
function pathRows(model: CollectionModel): Part[] {
  const at = (method: string, route: string, query: string, part: Partial<Part> = {}): Part => ({
    accepts: hasStatus(200),
    ask: (context, id) => context.ask(method, `/api/${model.slug}/${id}${query}`),
    place: `id in the path${query}`,
    route: `${method} /api/:slug/:id${route}`,
    slug: model.slug,
    value: idOf(model.slug),
    ...part,
  })
  const mine = fresh(model)

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
          body: '{}',
          headers: { 'content-type': 'text/plain' },
        }),
      route: 'POST /api/:slug/access/:id (payload)',
    }),
    ...(isWritable(model)
      ? [
          at('PATCH', '', '', { ask: patchNothing(model), value: mine }),
          at('DELETE', '', '', { value: mine }),
          ...(model.slug === 'users' ? [] : [at('POST', '/duplicate (payload)', '', {
            // A copy of a record with unique values is refused for those: the record was found.
            accepts: hasStatus(200, 400, 409),
            ask: (context, id) =>
              context.ask('POST', `/api/${model.slug}/${id}/duplicate`, {
                body: '',
                headers: { 'content-type': 'text/plain' },
              }),
            value: mine,
          })]),
          at('PATCH', ' (payload)', '', { ask: patchForm(model, {}), value: mine }),
        ]
      : []),
  ]
}

function fresh(model: CollectionModel): MatrixRow['value'] {
  return (context, side) => (side === 'own' ? context.create(model) : context.idOf(side, model.slug))
}

function patchNothing(model: CollectionModel): MatrixRow['ask'] {
  return (context, id) => context.ask('PATCH', `/api/${model.slug}/${id}`, { body: {} })
}

function patchForm(model: CollectionModel, data: Record<string, unknown>): MatrixRow['ask'] {
  return (context, id) =>
    context.ask('PATCH', `/api/${model.slug}/${id}`, formOf(data))
}

/** What stands in the trash, and what comes back from it. */
function trashRows(model: CollectionModel): Part[] {
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

/** Relations in bodies: of new records, of one, of many, and in forms. */
function bodyRows(model: CollectionModel): Part[] {
  const relations = model.fields.filter(
    (field) => field.relationTo !== undefined && !field.protected,
  )
  const path = `/api/${model.slug}`

  return relations.flatMap((field): Part[] => {
    const base = {
      slug: model.slug,
      value: (context: MatrixContext, side: Side) => relationValue(context, side, model, field.path),
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
function manyRows(model: CollectionModel): Part[] {
  const at = (method: string, query: object, body: unknown): Part => ({
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
    value: fresh(model),
  })

  return [at('PATCH', {}, {}), at('DELETE', {}, undefined), at('DELETE', { trash: true }, undefined)]
}
