import type { CollectionModel } from '../../src/collection/index.ts'
import { formOf } from '../helpers/formOf.ts'
import type { AppAnswer } from '../helpers/testApp.ts'
import type { MatrixContext, Side } from './matrixContext.ts'

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
export type RowPart = Omit<MatrixRow, 'name'> & { place: string; slug: string }

/** Answers that show at least one record, in any of the shapes the API has. */
export function showsSome(answer: AppAnswer): boolean {
  const body = (answer.json ?? {}) as { docs?: unknown[]; groups?: unknown[]; totalDocs?: number }

  return (
    answer.status === 200 && (body.totalDocs ?? body.groups?.length ?? body.docs?.length ?? 0) > 0
  )
}

/** Answers with the given status. */
export function hasStatus(...wanted: number[]): (answer: AppAnswer) => boolean {
  return (answer) => wanted.includes(answer.status)
}

/** The id of some record of the side. */
export const idOf =
  (slug: string): MatrixRow['value'] =>
  (context, side) =>
    context.idOf(side, slug)

/** A new record where it is an own one, so that a row may do away with it. */
export function freshId(model: CollectionModel): MatrixRow['value'] {
  return (context, side) =>
    side === 'own' ? context.create(model) : context.idOf(side, model.slug)
}

/** Changes nothing of one record. */
export function patchNothing(model: CollectionModel): MatrixRow['ask'] {
  return (context, id) => context.ask('PATCH', `/api/${model.slug}/${id}`, { body: {} })
}

/** Sends a form for one record. */
export function patchForm(model: CollectionModel, data: Record<string, unknown>): MatrixRow['ask'] {
  return (context, id) => context.ask('PATCH', `/api/${model.slug}/${id}`, formOf(data))
}
