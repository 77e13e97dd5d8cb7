import { setTimeout as sleep } from 'node:timers/promises'

import { Secret, TOTP } from 'otpauth'
import sharp from 'sharp'

import { createMember } from '../../src/identity/index.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'

const PASSWORD = 'correct horse battery staple'

/** What one tenant has beside its records: each by the id or secret that a route names it with. */
export type Fixtures = {
  apiKey: string
  /** An attachment that is a picture with its thumbnail made. */
  attachment: string
  /** A batch that could be undone. */
  batch: string
  /** A sign-in that waits for its code, and a code that is right for it. */
  challenge: { challenge: string; code: string }
  /** An entry of the history of `record`, in which "website" was changed. */
  event: string
  export: string
  /** An import that has been through a dry run and a run. */
  import: string
  job: string
  /** A signed address of the attachment, without its host. */
  link: string
  recipe: string
  record: string
  /** An import that is planned and no more. */
  upload: string
}

type Ask = (method: string, path: string, request?: AppRequest) => Promise<AppAnswer>

/** A word that only the company of one tenant has in its name. */
export const ONLY_WORD: Readonly<Record<string, string>> = {
  acme: 'Quabbleforth',
  northwind: 'Zyxtervane',
}

/** Makes one of each in a tenant, as its administrator, and waits until all work on them has ended. */
export async function makeFixtures(app: TestApp, slug: string): Promise<Fixtures> {
  const { token } = await app.signIn(slug, `admin@${slug}.test`)
  const ask: Ask = (method, path, request = {}) =>
    app.request(slug, method, path, { token, ...request })
  const record = await newCompany(ask, ONLY_WORD[slug] ?? slug)
  await wanted(ask('PATCH', `/api/companies/${record}`, { body: { website: 'https://two.test' } }))
  const events = await wanted<{ docs: Id[] }>(ask('GET', `/api/companies/${record}/history`))
  const attachment = await newPicture(ask, record)
  const link = await wanted<{ url: string }>(
    ask('GET', `/api/attachments/${attachment}/link?seconds=3600`),
  )
  const { key } = await newImports(ask)
  const made = await wanted<{ doc: Id }>(
    ask('POST', '/api/auth/api-keys', { body: { name: 'Matrix', role: 'viewer' } }),
  )

  return {
    ...key,
    apiKey: made.doc.id,
    attachment,
    batch: await newBatch(ask, record),
    challenge: await newChallenge(app, slug),
    event: events.docs[0]?.id ?? '',
    export: await newExport(ask),
    job: await newJob(ask, record),
    link: link.url,
    record,
  }
}

type Id = { id: string }

/** A company with a website. */
export async function newCompany(ask: Ask, name: string): Promise<string> {
  const body = { name, website: 'https://one.test' }

  return (await wanted<{ doc: Id }>(ask('POST', '/api/companies', { body }))).doc.id
}

/** A batch of one change, not undone. */
export async function newBatch(ask: Ask, record: string): Promise<string> {
  const body = { data: { phone: '+49 30 1234567' }, ids: [record], op: 'update' }

  return (await wanted<{ batchId: string }>(ask('POST', '/api/companies/bulk', { body }))).batchId
}

/** A finished job of the tenant: the undo of a batch. */
export async function newJob(ask: Ask, record: string): Promise<string> {
  const batch = await newBatch(ask, record)
  const { job } = await wanted<{ job: Id }>(ask('POST', `/api/batches/${batch}/undo`, { body: {} }))
  await ended(ask, `/api/jobs/${job.id}`)

  return job.id
}

/** A finished export of the tags. */
export async function newExport(ask: Ask): Promise<string> {
  const { id } = await wanted<Id>(
    ask('POST', '/api/exports', { body: { collection: 'tags', format: 'csv' } }),
  )
  await ended(ask, `/api/exports/${id}`)

  return id
}

/** An uploaded list of tags that is planned and no more. */
export async function newUpload(ask: Ask): Promise<string> {
  const content = `name\nMatrix ${Math.random()}\n`
  const path = '/api/imports?collection=tags&file=list.csv'

  return (await wanted<Id>(ask('POST', path, { body: content }))).id
}

/** A map that is kept for lists of tags. */
export async function newRecipe(ask: Ask): Promise<string> {
  const name = `Matrix ${Math.random()}`
  await wanted(ask('POST', `/api/imports/${await newUpload(ask)}/plan`, { body: { saveAs: name } }))
  const { docs } = await wanted<{ docs: (Id & { name: string })[] }>(
    ask('GET', '/api/import-recipes?collection=tags'),
  )

  return docs.find((one) => one.name === name)?.id ?? ''
}

/** An API key of the asker's own. */
export async function newApiKey(ask: Ask): Promise<string> {
  const body = { name: 'Matrix', role: 'viewer' }

  return (await wanted<{ doc: Id }>(ask('POST', '/api/auth/api-keys', { body }))).doc.id
}

/** Somebody new of the tenant with a second factor, who has given the password and not yet the code. */
export async function newChallenge(app: TestApp, slug: string): Promise<Fixtures['challenge']> {
  const email = `factor-${Math.random().toString(36).slice(2)}@example.test`
  const tenantId = app.tenantId(slug)
  await createMember({ email, name: 'Real', password: PASSWORD, roleKey: 'rep', tenantId })
  const login = () =>
    app.request(slug, 'POST', '/api/auth/login', { body: { email, password: PASSWORD } })
  const { token } = await wanted<{ token: string }>(login())
  const at = '/api/auth/second-factor'
  const begun = app.request(slug, 'POST', `${at}/enrolment`, { token })
  const { secret } = await wanted<{ secret: string }>(begun)
  const confirmed = app.request(slug, 'POST', `${at}/confirmation`, {
    body: { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() },
    token,
  })
  const { recoveryCodes } = await wanted<{ recoveryCodes: string[] }>(confirmed)
  const { challenge } = (await login()).json as { challenge: string }

  // A recovery code, because it does not run out while the rows before this one take their time.
  return { challenge, code: recoveryCodes[0] ?? '' }
}

async function newPicture(ask: Ask, record: string): Promise<string> {
  const background = { b: 3, g: 2, r: 1 }
  const image = { background, channels: 3 as const, height: 300, width: 300 }
  const body = await sharp({ create: image }).png().toBuffer()
  const query = new URLSearchParams({ collection: 'companies', name: 'picture.png', record })
  const headers = { 'content-type': 'application/octet-stream' }
  const { doc } = await wanted<{ doc: Id }>(
    ask('POST', `/api/attachments/upload?${query.toString()}`, { body, headers }),
  )
  await until(async () => (await ask('GET', `/api/attachments/${doc.id}/thumbnail`)).status === 200)

  return doc.id
}

async function newImports(
  ask: Ask,
): Promise<{ key: Pick<Fixtures, 'import' | 'recipe' | 'upload'> }> {
  const id = await newUpload(ask)
  for (const act of ['dry-run', 'start']) {
    await wanted(ask('POST', `/api/imports/${id}/${act}`))
    await ended(ask, `/api/imports/${id}`)
  }

  return { key: { import: id, recipe: await newRecipe(ask), upload: await newUpload(ask) } }
}

async function ended(ask: Ask, path: string): Promise<void> {
  await until(async () => {
    const { state } = await wanted<{ state: string }>(ask('GET', path))

    return !['queued', 'running'].includes(state)
  })
}

/** Waits until something has become true. */
export async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isTrue()) {
      return
    }
    await sleep(100)
  }
  throw new Error('What was waited for did not come.')
}

async function wanted<T>(asked: Promise<AppAnswer>): Promise<T> {
  const { json, status, text } = await asked
  if (status >= 300) {
    throw new Error(`${status} ${text}`)
  }

  return json as T
}
