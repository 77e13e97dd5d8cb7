import { currencyCodes } from '../../fields/index.ts'
import { locales } from '../../kernel/i18n/index.ts'
import {
  answers,
  COUNT,
  emptyAnswers,
  fileAnswers,
  jsonBody,
  objectSchema,
  oneOf,
  UUID,
} from './parts.ts'
import { note } from './texts.ts'
import type { ApiFacts, Paths } from './types.ts'

const COMPANY = { tags: ['company'] }
const PICTURES = ['image/gif', 'image/jpeg', 'image/png', 'image/webp']

/** What the tenant is called and counts in, its logo, and the demo data of a new one. */
export function companyPaths({ can }: ApiFacts): Paths {
  const logo = {
    get: { ...COMPANY, ...fileAnswers(['image/webp'], []), operationId: 'company.logo' },
  }

  return can('settings.manage')
    ? {
        '/api/company': { patch: changeOf() },
        '/api/company/logo': { ...logo, ...logoActs() },
        '/api/start/demo': { post: demoOf() },
      }
    : { '/api/company/logo': logo }
}

function changeOf() {
  const company = {
    currency: oneOf(...currencyCodes),
    locale: oneOf(...locales),
    name: { maxLength: 200, minLength: 1, type: 'string' },
    timeZone: { maxLength: 64, type: 'string' },
  }

  return {
    ...COMPANY,
    ...answers({ 200: objectSchema({ doc: objectSchema(company) }) }, [409, 413]),
    operationId: 'company.change',
    requestBody: jsonBody(objectSchema(company, Object.keys(company))),
  }
}

function logoActs() {
  return {
    delete: { ...COMPANY, ...emptyAnswers(), operationId: 'company.removeLogo' },
    put: {
      ...COMPANY,
      ...answers({ 200: objectSchema({ bytes: COUNT }) }, [413, 422]),
      operationId: 'company.setLogo',
      requestBody: {
        content: Object.fromEntries(PICTURES.map((type) => [type, { schema: {} }])),
        required: true,
      },
    },
  }
}

function demoOf() {
  return {
    ...COMPANY,
    ...note('demo'),
    ...answers({ 202: objectSchema({ job: objectSchema({ id: UUID }) }) }),
    operationId: 'company.demo',
  }
}
