import sharp from 'sharp'

import { openEvents } from '../helpers/openEvents.ts'
import type { Ask } from './rightsRoutesPeople.ts'
import { done } from './rightsRoutesPeople.ts'
import type { Here, Try } from './rightsRoutesTry.ts'
import { plain } from './rightsRoutesTry.ts'

/** Asks a screen; what each of them shows whom, `screensRoles.spec.ts` says in full. */
function screen(name: string, input: (here: Here) => object | Promise<object>): Try {
  return {
    ask: async (here) => {
      const query = encodeURIComponent(JSON.stringify(await input(here)))

      return here.ask('GET', `/api/screens/${name}?input=${query}`)
    },
    name,
    route: 'GET /api/screens/:name',
  }
}

const screens: Try[] = [
  screen('list', () => ({ collection: 'companies' })),
  screen('record', async ({ company }) => ({ collection: 'companies', id: await company() })),
  screen('record-related', async ({ company }) => ({
    collection: 'companies',
    id: await company(),
  })),
  screen('record-timeline', async ({ company }) => ({
    collection: 'companies',
    id: await company(),
  })),
  screen('quick-create', () => ({ collection: 'companies' })),
  screen('settings', () => ({ page: 'sessions' })),
  screen('start', () => ({})),
]

/** Begins to listen; the answer has no end, so that its beginning must do. */
const listening: Try = {
  ask: async ({ app, person }) => {
    const stream = await openEvents({
      headers: { authorization: `Bearer ${person.token}` },
      host: 'acme.localhost',
      port: app.port,
    })
    stream.close()

    return { headers: {}, json: undefined, status: stream.status, text: '' }
  },
  route: 'GET /api/stream',
}

async function putLogo(ask: Ask) {
  const background = { b: 3, g: 2, r: 1 }
  const image = { background, channels: 3 as const, height: 30, width: 30 }
  const body = await sharp({ create: image }).png().toBuffer()

  return ask('PUT', '/api/company/logo', { body, headers: { 'content-type': 'image/png' } })
}

const withLogo =
  (method: string): Try['ask'] =>
  async ({ admin, ask }) => {
    await done(putLogo(admin))

    return ask(method, '/api/company/logo')
  }

const company: Try[] = [
  plain('PATCH /api/company', { locale: 'en' }),
  { ask: ({ ask }) => putLogo(ask), route: 'PUT /api/company/logo' },
  { ask: withLogo('GET'), route: 'GET /api/company/logo' },
  { ask: withLogo('DELETE'), route: 'DELETE /api/company/logo' },
  { ...plain('POST /api/start/demo'), nobody: 'the tenant has records' },
]

/** Attempts on what screens read, on notifications, the live stream and the tenant itself. */
export const screenTries: readonly Try[] = [
  ...screens,
  plain('POST /api/notifications/read', {}),
  listening,
  plain('GET /api/stream/worker.js'),
  ...company,
]
