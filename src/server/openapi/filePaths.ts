import type { CollectionModel } from '../../collection/index.ts'
import { levelHere } from '../../collection/index.ts'
import {
  answers,
  fileAnswers,
  fileBody,
  idParameter,
  INSTANT,
  objectSchema,
  oneOf,
  queryParameter,
  schemaRef,
  TEXT,
  UUID,
} from './parts.ts'
import { schemaNames } from './schemaNames.ts'
import type { ApiFacts, Paths } from './types.ts'

const ATTACHMENTS = 'attachments'
const FILES = { tags: [ATTACHMENTS] }
const PICTURES = ['image/avif', 'image/gif', 'image/jpeg', 'image/png', 'image/webp']
const disposition = queryParameter('disposition', oneOf('attachment', 'inline'), 'disposition')

/** The bytes of attachments: taking them in and giving them out. */
export function filePaths({ models }: ApiFacts): Paths {
  const model = models.find(({ slug }) => slug === ATTACHMENTS)
  if (model === undefined) {
    return {}
  }

  return {
    ...(levelHere(model, 'create') === 'none' ? {} : uploadOf(model)),
    ...(levelHere(model, 'read') === 'none' ? {} : readingOf()),
  }
}

function uploadOf(model: CollectionModel): Paths {
  const targets = model.byPath.get('target')?.targets ?? []
  const required = { required: true }

  return {
    '/api/attachments/upload': {
      post: {
        ...FILES,
        ...answers(
          {
            201: objectSchema({
              doc: schemaRef(schemaNames(model).record),
              message: oneOf('created'),
            }),
          },
          [409, 413, 415, 422],
        ),
        operationId: 'attachments.upload',
        parameters: [
          { ...queryParameter('collection', oneOf(...targets)), ...required },
          { ...queryParameter('name', TEXT), ...required },
          { ...queryParameter('record', UUID, 'recordId'), ...required },
        ],
        requestBody: fileBody('application/octet-stream'),
      },
    },
  }
}

function readingOf(): Paths {
  return {
    '/api/attachments/{id}/file': {
      get: {
        ...FILES,
        ...fileAnswers(['application/octet-stream', ...PICTURES], [416]),
        operationId: 'attachments.file',
        parameters: [idParameter('id'), disposition],
      },
    },
    '/api/attachments/{id}/link': {
      get: {
        ...FILES,
        ...answers({ 200: objectSchema({ expiresAt: INSTANT, url: TEXT }) }),
        operationId: 'attachments.link',
        parameters: [
          idParameter('id'),
          queryParameter('seconds', { maximum: 3600, minimum: 1, type: 'integer' }, 'seconds'),
          disposition,
        ],
      },
    },
    '/api/attachments/{id}/thumbnail': {
      get: {
        ...FILES,
        ...fileAnswers(['image/webp'], [416]),
        operationId: 'attachments.thumbnail',
        parameters: [idParameter('id')],
      },
    },
  }
}
