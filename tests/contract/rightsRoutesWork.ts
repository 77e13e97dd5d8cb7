import { setTimeout as sleep } from 'node:timers/promises'

import { done } from './rightsRoutesPeople.ts'
import type { Ask } from './rightsRoutesPeople.ts'
import type { Here, Try } from './rightsRoutesTry.ts'
import { plain, unique } from './rightsRoutesTry.ts'

type Id = { id: string }

/** Something of the administrator's, and the same of one's own. */
function both(
  route: string,
  make: (ask: Ask, here: Here) => Promise<string>,
  body?: unknown,
): Try[] {
  const [method = '', path = ''] = route.split(' ')
  const to = (id: string) => path.replace(':id', id)
  const request = body === undefined ? {} : { body }

  return [
    {
      ask: async (here) => here.ask(method, to(await make(here.admin, here)), request),
      name: 'of the administrator',
      route,
    },
    {
      ask: async (here) => here.ask(method, to(await make(here.ask, here)), request),
      name: 'own',
      route,
    },
  ]
}

async function batch(ask: Ask, here: Here): Promise<string> {
  const ids = [await here.company(here.person.userId)]
  const body = { data: { phone: '+49 30 1' }, ids, op: 'update' }

  return (await done<{ batchId: string }>(ask('POST', '/api/companies/bulk', { body }))).batchId
}

async function job(ask: Ask, here: Here): Promise<string> {
  const path = `/api/batches/${await batch(ask, here)}/undo`
  const { job: made } = await done<{ job: Id }>(ask('POST', path, { body: {} }))

  return ended(ask, '/api/jobs/', made.id)
}

async function exported(ask: Ask): Promise<string> {
  const body = { collection: 'companies', format: 'json' }

  return ended(ask, '/api/exports/', (await done<Id>(ask('POST', '/api/exports', { body }))).id)
}

const UPLOAD = '/api/imports?collection=tags&file=list.csv'

async function upload(ask: Ask): Promise<string> {
  return (await done<Id>(ask('POST', UPLOAD, { body: `name\n${unique()}\n` }))).id
}

async function tried(ask: Ask): Promise<string> {
  const id = await upload(ask)
  await done(ask('POST', `/api/imports/${id}/dry-run`))

  return ended(ask, '/api/imports/', id)
}

async function recipe(ask: Ask): Promise<string> {
  const name = unique()
  await done(ask('POST', `/api/imports/${await upload(ask)}/plan`, { body: { saveAs: name } }))
  const { docs } = await done<{ docs: (Id & { name: string })[] }>(
    ask('GET', '/api/import-recipes?collection=tags'),
  )

  return docs.find((one) => one.name === name)?.id ?? ''
}

async function ended(ask: Ask, path: string, id: string): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { state } = await done<{ state: string }>(ask('GET', `${path}${id}`))
    if (!['queued', 'running'].includes(state)) {
      return id
    }
    await sleep(50)
  }
  throw new Error('The work did not end.')
}

const work: Try[] = [
  plain('GET /api/batches'),
  ...both('POST /api/batches/:id/undo', batch, {}),
  ...both('GET /api/jobs/:id', job),
  ...both('GET /api/jobs/:id/results', job),
  ...both('POST /api/jobs/:id/cancel', job),
  plain('GET /api/settings'),
  plain('PATCH /api/settings', { trashDays: 30 }),
  plain('GET /api/modules'),
  {
    ...plain('PATCH /api/modules/:id'),
    ask: ({ ask }) => ask('PATCH', '/api/modules/crm', { body: { isOn: true } }),
  },
]

const exports: Try[] = [
  plain('GET /api/exports'),
  plain('POST /api/exports', { collection: 'companies', format: 'csv' }),
  {
    ...plain('POST /api/exports', { collection: 'companies', fields: ['revenue'], format: 'csv' }),
    name: 'of the revenue',
  },
  plain('POST /api/exports/tenant'),
  ...both('GET /api/exports/:id', exported),
  ...both('GET /api/exports/:id/file', exported),
  ...both('POST /api/exports/:id/cancel', exported),
]

const imports: Try[] = [
  plain('GET /api/imports'),
  {
    ask: ({ ask }) => ask('POST', UPLOAD, { body: `name\n${unique()}\n` }),
    route: 'POST /api/imports',
  },
  ...both('GET /api/imports/:id', upload),
  ...both('GET /api/imports/:id/preview', upload),
  ...both('GET /api/imports/:id/differences', tried),
  ...both('GET /api/imports/:id/errors', tried),
  ...both('POST /api/imports/:id/plan', upload, {}),
  ...both('POST /api/imports/:id/dry-run', upload),
  ...both('POST /api/imports/:id/start', upload),
  ...both('POST /api/imports/:id/cancel', upload),
  plain('GET /api/import-recipes', undefined, '?collection=tags'),
  ...both('DELETE /api/import-recipes/:id', recipe),
]

async function attach(ask: Ask, here: Here): Promise<string> {
  const record = await here.company()

  return (await done<{ doc: Id }>(uploadTo(ask, record))).doc.id
}

function uploadTo(ask: Ask, record: string) {
  const query = new URLSearchParams({ collection: 'companies', name: 'a.txt', record })

  return ask('POST', `/api/attachments/upload?${query.toString()}`, {
    body: 'text',
    headers: { 'content-type': 'application/octet-stream' },
  })
}

const files: Try[] = [
  {
    ask: async (here) => uploadTo(here.ask, await here.company()),
    route: 'POST /api/attachments/upload',
  },
  ...both('GET /api/attachments/:id/file', attach),
  ...both('GET /api/attachments/:id/thumbnail', attach).map((one) => ({
    ...one,
    nobody: 'a text has no small picture',
  })),
  ...both('GET /api/attachments/:id/link', attach),
  {
    ask: async (here) => {
      const id = await attach(here.admin, here)
      const { url } = await done<{ url: string }>(here.ask('GET', `/api/attachments/${id}/link`))

      return here.app.request('acme', 'GET', url)
    },
    route: 'GET /files/:token',
  },
]

const rights: Try[] = [
  {
    ask: async (here) =>
      here.ask(
        'GET',
        `/api/rights/why?user=${here.mate}&collection=companies&id=${await here.company()}`,
      ),
    route: 'GET /api/rights/why',
  },
  {
    ask: async (here) => {
      const { docs } = await done<{ docs: Id[] }>(here.admin('GET', '/api/roles?limit=1'))
      const body = { permissions: { actions: [], collections: {} }, role: docs[0]?.id }

      return here.ask('POST', '/api/rights/preview', { body })
    },
    route: 'POST /api/rights/preview',
  },
  plain('GET /api/openapi.json'),
  plain('GET /api/audit'),
  plain('GET /api/usage'),
  plain('GET /api/privacy/erasures'),
  plain('GET /api/privacy/retention'),
]

/** Attempts on jobs, exports, imports, files and what administrators look at. */
export const workTries: readonly Try[] = [...work, ...exports, ...imports, ...files, ...rights]
