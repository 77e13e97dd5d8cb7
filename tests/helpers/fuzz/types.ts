import type { ValidateFunction } from 'ajv/dist/2020.js'

import type { AppRequest } from '../testApp.ts'

/** A JSON Schema of the description. */
export type Schema = Record<string, unknown>

/** A parameter of an operation. */
export type Parameter = {
  in: 'header' | 'path' | 'query'
  name: string
  required?: boolean
  schema: Schema
}

/** Bodies by their type. */
export type Content = Record<string, { schema: Schema }>

/** One operation of the description. */
export type Operation = {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
}

/** The description of the API that a person gets. */
export type ApiDocument = {
  components: { schemas: Record<string, Schema> }
  paths: Record<string, Record<string, Operation>>
}

/** A field of a collection as it is answered, by its path. */
export type KnownField = { path: string; schema: Schema }

/** Somebody who sends requests. */
export type Sender = {
  document: ApiDocument
  email: string
  /** Fields by the slug of their collection. */
  fields: ReadonlyMap<string, readonly KnownField[]>
  targets: readonly Target[]
  token: string
  validators: Map<string, ValidateFunction>
}

/** An operation with where it is reached. */
export type Target = { method: string; operation: Operation; path: string }

/** The ids that requests are made of; the own ones by the slug of their collection. */
export type World = {
  /** Places in the history of own records, by the slug of their collection. */
  events: Map<string, { event: string; id: string }[]>
  foreign: readonly string[]
  own: Map<string, string[]>
}

/** A request ready to be sent. */
export type MadeRequest = {
  options: AppRequest
  path: string
  /** Everything in it as text: an id that was sent may come back. */
  sent: string
}

/** What the fuzzer found; nothing is wrong while `faults` is empty. */
export type FuzzReport = {
  byStatus: Record<string, number>
  faults: string[]
  /** Operations that never answered with less than 300. */
  neverRight: string[]
  operations: number
  requests: number
  seed: string
}
