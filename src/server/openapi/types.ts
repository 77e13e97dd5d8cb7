import type { CollectionModel } from '../../collection/index.ts'

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** One operation of a path. */
export type Operation = Readonly<Record<string, unknown>>

/** The operations of paths, by path and lower-case method. */
export type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** A whole description of the API of one tenant for one person. */
export type ApiDescription = Readonly<{
  components: Readonly<Record<string, unknown>>
  info: Readonly<{ description?: unknown; title: string; version: string }>
  openapi: '3.1.0'
  paths: Paths
  security: readonly unknown[]
  servers: readonly Readonly<{ url: string }>[]
}>

/** What is known about the API of the running tenant and the person who asks for its description. */
export type ApiFacts = {
  /** True for a right beyond records. */
  can: (permission: string) => boolean
  /** True for a program, which reaches nothing about accounts. */
  isApiKey: boolean
  /** Collections of modules that are on. */
  models: readonly CollectionModel[]
  /** Ids of the modules of the product. */
  modules: readonly string[]
}
