import { REST_GET } from '@payloadcms/next/routes'

const key = Symbol.for('tenon.payloadConfig')
const config = {
  then: (resolve, reject) => Promise.resolve(globalThis[key]).then(resolve, reject),
}

export const GET = REST_GET(config)
