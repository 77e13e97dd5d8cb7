import { createRequire } from 'node:module'

import type { FormatsPlugin } from 'ajv-formats'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { Ajv2020 } from 'ajv/dist/2020.js'

import type { AppAnswer } from '../testApp.ts'
import type { MadeRequest, Operation, Sender, Target } from './types.ts'

// Its types say there is a default export, which Node does not see.
const addFormats = createRequire(import.meta.url)('ajv-formats') as FormatsPlugin
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** What is wrong with an answer, or undefined: a failure, a foreign id, or what is not described. */
export function faultOf(
  answer: AppAnswer,
  facts: { foreign: ReadonlySet<string>; request: MadeRequest; sender: Sender; target: Target },
): string | undefined {
  const { foreign, request, sender, target } = facts
  const shown = answer.text.slice(0, 400)
  // A server that is too busy says so; anything else from 500 on is a fault of its own.
  if (answer.status >= 500) {
    return `the server failed with ${answer.status} ${shown}`
  }
  const leaked = [...answer.text.matchAll(UUID)].find(
    ([id]) => foreign.has(id) && !request.sent.includes(id),
  )
  if (leaked !== undefined) {
    return `it names ${leaked[0]} of the other tenant`
  }
  const described = target.operation.responses[String(answer.status)]
  if (described === undefined) {
    return `${answer.status} is not described: ${shown}`
  }
  // Hidden in the result of one row of many, it is a fault of the server all the same.
  if (answer.text.includes('SERVER_INTERNAL')) {
    return `the server failed at one of several: ${shown}`
  }
  const types = Object.keys(described.content ?? {})
  const type = answer.headers['content-type']?.split(';')[0] ?? ''
  if (types.length === 0 ? answer.text !== '' : !types.includes(type)) {
    return `${type} is not described for ${answer.status}: ${shown}`
  }
  if (type !== 'application/json') {
    return undefined
  }
  const validate = validatorOf(sender, target, answer.status, described)
  if (validate(answer.json)) {
    return undefined
  }
  const reasons = validate.errors?.map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  )

  return `the body of ${answer.status} is not as described: ${reasons?.slice(0, 3).join('; ') ?? ''} in ${shown}`
}

function validatorOf(
  sender: Sender,
  target: Target,
  status: number,
  described: Operation['responses'][string],
): ValidateFunction {
  const key = `${target.method} ${target.path} ${status}`
  const found = sender.validators.get(key)
  if (found !== undefined) {
    return found
  }
  const ajv = new Ajv2020({ strict: false })
  addFormats(ajv)
  const { components } = sender.document
  const { schema } = described.content?.['application/json'] ?? {}
  const validate = ajv.compile({ ...schema, components })
  sender.validators.set(key, validate)

  return validate
}
