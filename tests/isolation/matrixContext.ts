import type { CollectionModel, FieldModel } from '../../src/collection/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { bodyOf, needsFresh, uploadSample } from '../helpers/recordBodies.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'
import type { Fixtures } from './matrixFixtures.ts'
import { makeFixtures } from './matrixFixtures.ts'
import type { Reach } from './matrixReach.ts'
import { makeReach } from './matrixReach.ts'
import { randomText } from './randomText.ts'

/** What the rows of the matrix work with: the asker is acme's admin, the foreign tenant is northwind. */
export type MatrixContext = {
  app: TestApp
  ask: (method: string, path: string, request?: AppRequest) => Promise<AppAnswer>
  /** Makes a record of acme's own. */
  create: (model: CollectionModel) => Promise<string>
  /** What each tenant has beside its records. */
  fixtures: Readonly<Record<'foreign' | 'own', Fixtures>>
  /** Every id of northwind's rows. */
  foreignIds: ReadonlySet<string>
  /** How people come into northwind from outside. */
  foreignReach: Reach
  idOf: (side: Side, slug: string) => Promise<string>
  /** A valid body of a new record. */
  newBody: (model: CollectionModel) => Promise<Record<string, unknown>>
  /** An own record that a record of `model` may refer to. */
  relationOf: (model: CollectionModel, slug: string) => Promise<string>
  /** A record of acme's own that rows may change, one per collection. */
  target: (model: CollectionModel) => Promise<string>
  token: string
}

/** Whose record a value names. */
export type Side = 'foreign' | 'missing' | 'own'

/** Prepares both tenants so that every relation of every collection is used somewhere in both. */
export async function matrixContext(app: TestApp): Promise<MatrixContext> {
  const { models } = app.product
  for (const slug of ['acme', 'northwind']) {
    await fillRelations(app, models, app.tenantId(slug))
    await trashOne(app, models, app.tenantId(slug))
    await fillSecondRelations(app, models, app.tenantId(slug))
  }
  const fixtures = {
    foreign: await makeFixtures(app, 'northwind'),
    own: await makeFixtures(app, 'acme'),
  }
  const { token } = await app.signIn('acme', 'admin@acme.test')
  const targets = new Map<string, Promise<string>>()
  const ask: MatrixContext['ask'] = (method, path, request = {}) =>
    app.request('acme', method, path, { token, ...request })
  const context: MatrixContext = {
    app,
    ask,
    create: async (model) => {
      const answer =
        model.slug === 'attachments'
          ? await uploadSample(ask, {
              collection: 'deals',
              record: await context.idOf('own', 'deals'),
            })
          : await ask('POST', `/api/${model.slug}`, { body: await context.newBody(model) })
      if (answer.status !== 201) {
        throw new Error(`No ${model.slug} could be made: ${answer.text}`)
      }

      return (answer.json as { doc: { id: string } }).doc.id
    },
    fixtures,
    foreignIds: await idsOf(app, models, app.tenantId('northwind')),
    foreignReach: await makeReach(app, 'northwind'),
    idOf: (side, slug) => (side === 'missing' ? Promise.resolve(newId()) : oneId(app, side, slug)),
    newBody: (model) => bodyOf(model, (slug) => context.relationOf(model, slug)),
    relationOf: (model, slug) => freshRelation(context, model, slug),
    target: (model) => {
      const known = targets.get(model.slug) ?? context.create(model)
      targets.set(model.slug, known)

      return known
    },
    token,
  }

  return context
}

/** A value of a field as it stands in some record of one side, or a random one. */
export async function valueOf(
  context: MatrixContext,
  side: Side,
  model: CollectionModel,
  field: FieldModel,
): Promise<string> {
  if (side === 'missing') {
    return randomText()
  }
  const { app } = context
  const [here, there] = ['acme', 'northwind'].map((slug) => app.tenantId(slug))
  const [row] = await app.sql(
    `select t.${field.column} as value from ${model.table} t
      where t.tenant_id = $1 and t.${field.column} is not null
        and not exists (select 1 from ${model.table} o
          where o.tenant_id = $2 and o.${field.column} = t.${field.column})
      order by t.id limit 1`,
    side === 'own' ? [here, there] : [there, here],
  )

  return String(row?.['value'])
}

async function oneId(app: TestApp, side: Side, slug: string): Promise<string> {
  const model = app.product.models.find((one) => one.slug === slug)
  const live = model?.trash === true ? 'and deleted_at is null' : ''
  const [row] = await app.sql(
    `select id from ${model?.table ?? ''} where tenant_id = $1 ${live} order by id limit 1`,
    [app.tenantId(side === 'own' ? 'acme' : 'northwind')],
  )

  return String(row?.['id'])
}

/** Links between two records are unique: their ends must be new. What is personal is the asker's own. */
async function freshRelation(
  context: MatrixContext,
  model: CollectionModel,
  slug: string,
): Promise<string> {
  const related = context.app.product.models.find((one) => one.slug === slug)
  if (model.personal && slug === 'users') {
    return (await context.app.signIn('acme', 'admin@acme.test')).userId
  }

  return related !== undefined && needsFresh(model, related)
    ? context.create(related)
    : context.idOf('own', slug)
}

async function fillRelations(
  app: TestApp,
  models: readonly CollectionModel[],
  tenantId: string,
): Promise<void> {
  for (const model of models) {
    for (const field of model.fields.filter((one) => one.relationTo !== undefined)) {
      const related = models.find((one) => one.slug === field.relationTo)
      await app.sql(
        `update ${model.table} t set ${field.column} = (select r.id from ${related?.table ?? ''} r
            where r.tenant_id = $1 order by r.id desc limit 1)
          where t.tenant_id = $1 and t.${field.column} is null
            and t.id in (select id from ${model.table} where tenant_id = $1 order by id limit 2)`,
        [tenantId],
      )
    }
  }
}

/** Gives what the first record refers to a relation of its own, for each pair of relations. */
async function fillSecondRelations(
  app: TestApp,
  models: readonly CollectionModel[],
  tenantId: string,
): Promise<void> {
  const bySlug = new Map(models.map((model) => [model.slug, model]))
  for (const model of models) {
    for (const field of model.fields) {
      const other = bySlug.get(field.relationTo ?? '')
      for (const inner of other?.fields ?? []) {
        const last = bySlug.get(inner.relationTo ?? '')
        if (other !== undefined && last !== undefined) {
          await app.sql(
            `update ${other.table} set ${inner.column} = (select id from ${last.table}
                where tenant_id = $1 order by (id in (select ${field.column} from ${model.table}
                  where tenant_id = $1)), id limit 1)
              where tenant_id = $1 and ${inner.column} is null and id in
                (select ${field.column} from ${model.table} where tenant_id = $1
                  and ${field.column} is not null ${model.trash ? 'and deleted_at is null' : ''}
                  order by id limit 1)`,
            [tenantId],
          )
        }
      }
    }
  }
}

async function trashOne(
  app: TestApp,
  models: readonly CollectionModel[],
  tenantId: string,
): Promise<void> {
  for (const model of models.filter((one) => one.trash)) {
    const spare = model.slug === 'users' ? "and status = 'placeholder'" : ''
    await app.sql(
      `update ${model.table} set deleted_at = now() where tenant_id = $1 and id =
        (select id from ${model.table} where tenant_id = $1 ${spare} order by id desc limit 1)`,
      [tenantId],
    )
  }
}

/** Ids of records, and of all else that has an id of its own and belongs to the tenant. */
async function idsOf(
  app: TestApp,
  models: readonly CollectionModel[],
  tenantId: string,
): Promise<ReadonlySet<string>> {
  const others = [
    ...['api_keys', 'audit_entries', 'batches', 'domain_events'],
    ...['import_recipes', 'imports', 'jobs'],
  ]
  const rows = await Promise.all(
    [...models.map(({ table }) => table), ...others].map((table) =>
      app.sql(`select id from ${table} where tenant_id = $1`, [tenantId]),
    ),
  )

  return new Set(rows.flat().map((row) => String(row['id'])))
}
