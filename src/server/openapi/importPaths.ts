import { levelHere } from '../../collection/index.ts'
import {
  differencesSchema,
  importView,
  mapSchema,
  previewSchema,
  recipeSchema,
} from './importSchemas.ts'
import {
  answers,
  emptyAnswers,
  fileAnswers,
  fileBody,
  idParameter,
  jsonBody,
  listOf,
  objectSchema,
  oneOf,
  queryParameter,
  SWITCH,
  TEXT,
} from './parts.ts'
import type { ApiFacts, JsonSchema, Paths } from './types.ts'

const LIMIT = { maximum: 200, minimum: 1, type: 'integer' } as const
const PAGE = { minimum: 1, type: 'integer' } as const
const REFUSALS = [409, 410, 413]

/** Importing files, for who may import into any collection. */
export function importPaths({ models }: ApiFacts): Paths {
  const slugs = models
    .filter((model) => levelHere(model, 'import') !== 'none' && levelHere(model, 'read') !== 'none')
    .map(({ slug }) => slug)

  return slugs.length === 0
    ? {}
    : { ...filePathsOf(slugs), ...planPaths(), ...runPaths(), ...recipePaths(slugs) }
}

function filePathsOf(slugs: readonly string[]): Paths {
  const collection = oneOf(...slugs)

  return {
    '/api/imports': {
      get: act('list', { 200: objectSchema({ docs: listOf(importView()) }) }, [
        queryParameter('collection', collection),
        queryParameter('limit', LIMIT, 'limit'),
        queryParameter('page', PAGE, 'page'),
      ]),
      post: {
        ...act('upload', { 201: importView() }, [
          { ...queryParameter('collection', collection), required: true },
          queryParameter('file', TEXT),
          queryParameter('sheet', TEXT, 'sheet'),
        ]),
        requestBody: fileBody('text/csv'),
      },
    },
    '/api/imports/{id}': { get: act('get', { 200: importView() }, [idParameter('id')]) },
  }
}

function planPaths(): Paths {
  const plan = objectSchema(
    {
      createMissing: SWITCH,
      map: mapSchema(),
      recipe: TEXT,
      saveAs: { maxLength: 100, minLength: 1, type: 'string' },
    },
    ['createMissing', 'map', 'recipe', 'saveAs'],
  )

  return {
    '/api/imports/{id}/plan': {
      post: {
        ...act('plan', { 200: previewSchema() }, [idParameter('id')]),
        requestBody: jsonBody(plan),
      },
    },
    '/api/imports/{id}/preview': {
      get: act('preview', { 200: previewSchema() }, [idParameter('id')]),
    },
  }
}

function runPaths(): Paths {
  const outcomes = oneOf('changed', 'created', 'near', 'refused', 'unchanged')

  return {
    '/api/imports/{id}/cancel': {
      post: act('cancel', { 200: importView() }, [idParameter('id')]),
    },
    '/api/imports/{id}/differences': {
      get: act('differences', { 200: differencesSchema() }, [
        idParameter('id'),
        queryParameter('outcome', outcomes, 'outcome'),
        queryParameter('limit', LIMIT, 'limit'),
        queryParameter('page', PAGE, 'page'),
      ]),
    },
    '/api/imports/{id}/dry-run': {
      post: act('tryOut', { 202: importView() }, [idParameter('id')]),
    },
    '/api/imports/{id}/errors': {
      get: {
        ...fileAnswers(['text/csv'], []),
        operationId: 'imports.errors',
        parameters: [idParameter('id')],
        tags: ['imports'],
      },
    },
    '/api/imports/{id}/start': {
      post: act('start', { 202: importView() }, [idParameter('id')]),
    },
  }
}

function recipePaths(slugs: readonly string[]): Paths {
  return {
    '/api/import-recipes': {
      get: act('recipes', { 200: objectSchema({ docs: listOf(recipeSchema()) }) }, [
        { ...queryParameter('collection', oneOf(...slugs)), required: true },
      ]),
    },
    '/api/import-recipes/{id}': {
      delete: {
        ...emptyAnswers(),
        operationId: 'imports.forgetRecipe',
        parameters: [idParameter('id')],
        tags: ['imports'],
      },
    },
  }
}

function act(
  name: string,
  given: Readonly<Record<number, JsonSchema>>,
  parameters: readonly unknown[],
) {
  return {
    ...answers(given, REFUSALS),
    operationId: `imports.${name}`,
    parameters,
    tags: ['imports'],
  }
}
