import type { CollectionModel } from '../../src/collection/index.ts'
import { formOf } from '../helpers/formOf.ts'
import type { MatrixContext, Side } from './matrixContext.ts'
import type { RowPart } from './matrixRow.ts'
import { hasStatus } from './matrixRow.ts'

/** Ties to records of several collections in bodies: each collection they may lead to, and forms. */
export function targetRows(model: CollectionModel): RowPart[] {
  const path = `/api/${model.slug}`

  return model.fields.flatMap((field) =>
    (field.targets ?? []).flatMap((target): RowPart[] => {
      const filled = (id: string) => ({ [field.path]: { relationTo: target, value: id } })
      const place = `"${field.path}" of ${target} in the body`
      const base = {
        slug: model.slug,
        value: (context: MatrixContext, side: Side) => context.idOf(side, target),
      }
      const whole = async (context: MatrixContext, id: string) => ({
        ...(await context.newBody(model)),
        ...filled(id),
      })

      return [
        {
          ...base,
          accepts: hasStatus(201),
          ask: async (context, id) => context.ask('POST', path, { body: await whole(context, id) }),
          place,
          route: 'POST /api/:slug',
        },
        {
          ...base,
          accepts: hasStatus(201),
          ask: async (context, id) => context.ask('POST', path, formOf(await whole(context, id))),
          place: `${place} of a form`,
          route: 'POST /api/:slug (payload)',
        },
        {
          ...base,
          accepts: hasStatus(200),
          ask: async (context, id) =>
            context.ask('PATCH', `${path}/${await context.target(model)}`, { body: filled(id) }),
          place,
          route: 'PATCH /api/:slug/:id',
        },
      ]
    }),
  )
}
