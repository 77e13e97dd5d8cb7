import { randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'

import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { files } from '../../src/files/index.ts'
import { invalidateTenantSessions } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Doc = Record<string, unknown> & { id: string }

const HTML = '<!doctype html><script>alert(document.cookie)</script>'
const MB = 1_048_576

describe('attachments', () => {
  let app: TestApp
  let token: string
  let deal: string
  let foreignDeal: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'debug' })
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
    deal = await anyId('acme', 'deals')
    foreignDeal = await anyId('northwind', 'deals')
  })
  afterAll(async () => {
    await app.close()
  })

  const anyId = async (slug: string, table: string) => {
    const [row] = await app.sql(
      `select id from ${table} where tenant_id = $1 and deleted_at is null order by id limit 1`,
      [app.tenantId(slug)],
    )

    return String(row?.['id'])
  }
  const ask = (method: string, path: string, request: AppRequest = {}) =>
    app.request('acme', method, path, { token, ...request })
  const address = (name: string, record = deal, collection = 'deals') =>
    `/api/attachments/upload?${new URLSearchParams({ collection, name, record }).toString()}`
  const upload = (name: string, body: Buffer | string, request: AppRequest = {}) =>
    ask('POST', address(name), {
      body,
      headers: { 'content-type': 'application/octet-stream' },
      ...request,
    })
  const uploaded = async (name: string, body: Buffer | string): Promise<Doc> => {
    const answer = await upload(name, body)

    expect(answer).toMatchObject({ status: 201 })

    return (answer.json as { doc: Doc }).doc
  }
  const codeOf = ({ json, status }: AppAnswer) => [
    status,
    (json as undefined | { errors?: { code: string }[] })?.errors?.[0]?.code,
  ]
  const keysOf = (slug: string) =>
    app.inTenant(slug, async () => {
      const keys: string[] = []
      for await (const { key } of files().list()) {
        keys.push(key)
      }

      // Thumbnails come when they come.
      return keys.filter((key) => key.startsWith('attachments/')).toSorted()
    })
  const thumbnailOf = async (id: string): Promise<AppAnswer> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await ask('GET', `/api/attachments/${id}/thumbnail`)
      if (answer.status !== 404) {
        return answer
      }
      await sleep(200)
    }
    throw new Error('The thumbnail did not come.')
  }
  const jobOf = async (id: string): Promise<Record<string, unknown>> => {
    for (let tries = 0; tries < 150; tries += 1) {
      const [job] = await app.sql(
        `select state, error from jobs where kind = 'crm:make-thumbnail' and input->>'attachment' = $1
          and state in ('done', 'failed')`,
        [id],
      )
      if (job !== undefined) {
        return job
      }
      await sleep(200)
    }
    throw new Error('The job did not end.')
  }

  describe('of any type', () => {
    it('keep their bytes and tell what they are', async () => {
      const bytes = randomBytes(3 * MB)
      const doc = await uploaded('notes.bin', bytes)
      const answer = await ask('GET', `/api/attachments/${doc.id}/file`)

      expect(doc).toMatchObject({
        fileName: 'notes.bin',
        height: null,
        mediaType: 'application/octet-stream',
        size: bytes.length,
        target: { relationTo: 'deals', value: deal },
        width: null,
      })
      expect(answer.status).toBe(200)
      expect(answer.headers).toMatchObject({
        'content-disposition': `attachment; filename="notes.bin"; filename*=UTF-8''notes.bin`,
        'content-length': String(bytes.length),
        etag: `"${String(doc['sha256'])}"`,
      })
    })

    it('leave a change row with who uploaded them', async () => {
      const { userId } = await app.signIn('acme', 'admin@acme.test')
      const doc = await uploaded('a.txt', 'hello')
      const [row] = await app.sql(
        'select type, actor_id from domain_events where record_id = $1 order by id limit 1',
        [doc.id],
      )

      expect(row).toEqual({ actor_id: userId, type: 'crm.attachment.created' })
      expect(doc['uploadedBy']).toBe(userId)
    })

    it('can be read in parts and asked for again', async () => {
      const doc = await uploaded('digits.txt', '0123456789')
      const path = `/api/attachments/${doc.id}/file`
      const part = await ask('GET', path, { headers: { range: 'bytes=2-4' } })
      const outside = await ask('GET', path, { headers: { range: 'bytes=10-' } })
      const same = await ask('GET', path, {
        headers: { 'if-none-match': `"${String(doc['sha256'])}"` },
      })
      const head = await ask('HEAD', path)

      expect([part.status, part.text, part.headers['content-range']]).toEqual([
        206,
        '234',
        'bytes 2-4/10',
      ])
      expect(codeOf(outside)).toEqual([416, 'FILES_RANGE_INVALID'])
      expect(outside.headers['content-range']).toBe('bytes */10')
      expect([same.status, same.text]).toEqual([304, ''])
      expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '10'])
    })

    it('can be renamed and put into the trash, but not given other facts', async () => {
      const doc = await uploaded('old.txt', 'x')
      const renamed = await ask('PATCH', `/api/attachments/${doc.id}`, {
        body: { fileName: '../../new\r\n.txt' },
      })

      expect(renamed.json).toMatchObject({ doc: { fileName: 'new.txt' } })
      for (const field of ['sha256', 'storageKey', 'mediaType', 'size', 'uploadedBy', 'width']) {
        const forged = await ask('PATCH', `/api/attachments/${doc.id}`, { body: { [field]: 'x' } })

        expect(codeOf(forged)).toEqual([400, 'RECORD_FIELD_PROTECTED'])
      }
      const made = await ask('POST', '/api/attachments', {
        body: { fileName: 'x', target: { relationTo: 'deals', value: deal } },
      })

      const copied = await ask('POST', `/api/attachments/${doc.id}/duplicate`, {
        body: '{}',
        headers: { 'content-type': 'application/json' },
      })

      expect(made.status).toBe(400)
      expect(copied.status).toBe(400)
      await ask('DELETE', `/api/attachments/${doc.id}`)
      expect(codeOf(await ask('GET', `/api/attachments/${doc.id}/file`))).toEqual([
        404,
        'RECORD_NOT_FOUND',
      ])
    })

    it('lose their bytes when they or their record are deleted for good, and not before', async () => {
      const made = await ask('POST', '/api/deals', { body: { title: 'With files' } })
      const { id: record } = (made.json as { doc: Doc }).doc
      const answers = await Promise.all(
        ['1.txt', '2.txt'].map((name) =>
          ask('POST', address(name, record), {
            body: name,
            headers: { 'content-type': 'text/plain' },
          }),
        ),
      )
      const docs = answers.map((answer) => (answer.json as { doc: Doc }).doc)
      const keys = docs.map((doc) => String(doc['storageKey']))
      const left = async () => (await keysOf('acme')).filter((key) => keys.includes(key)).length
      await ask('DELETE', `/api/attachments/${String(docs[0]?.id)}`)

      expect(await left()).toBe(2)
      await ask('DELETE', `/api/attachments/${String(docs[0]?.id)}?trash=true`)
      await expect.poll(left, { timeout: 20_000 }).toBe(1)
      await ask('DELETE', `/api/deals/${record}`)
      await ask('DELETE', `/api/deals/${record}?trash=true`)
      await expect.poll(left, { timeout: 20_000 }).toBe(0)
      expect(await app.sql('select id from attachments where target_id = $1', [record])).toEqual([])
    })
  })

  describe('that are pictures', () => {
    const picture = () =>
      sharp({ create: { background: '#c33', channels: 3, height: 600, width: 900 } })

    it.each(['gif', 'jpeg', 'png', 'webp'] as const)(
      'are shown in place and get a thumbnail: %s',
      async (format) => {
        const doc = await uploaded(`photo.${format}`, await picture().toFormat(format).toBuffer())
        const shown = await ask('GET', `/api/attachments/${doc.id}/file?disposition=inline`)
        const thumbnail = await thumbnailOf(doc.id)

        expect(doc).toMatchObject({ height: 600, mediaType: `image/${format}`, width: 900 })
        expect(shown.headers).toMatchObject({
          'content-security-policy': expect.stringContaining('sandbox') as unknown,
          'content-type': `image/${format}`,
          'x-content-type-options': 'nosniff',
        })
        expect(shown.headers['content-disposition']).toMatch(/^inline;/)
        expect([thumbnail.status, thumbnail.headers['content-type']]).toEqual([200, 'image/webp'])
        expect(Number(thumbnail.headers['content-length'])).toBeLessThan(20_000)
      },
    )

    it('are known by their bytes, whatever their name and the request claim', async () => {
      const doc = await uploaded('page.html', await picture().png().toBuffer())

      expect(doc['mediaType']).toBe('image/png')
      for (const claimed of ['image/png', 'text/html', 'image/svg+xml', 'application/json']) {
        const answer = await upload('photo.png', HTML, { headers: { 'content-type': claimed } })

        expect((answer.json as { doc: Doc }).doc['mediaType']).toBe('application/octet-stream')
      }
    })
  })

  describe('that are hostile', () => {
    it.each([
      ['HTML', 'page.html', HTML],
      ['HTML named like a picture', 'photo.png', HTML],
      ['SVG', 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
      [
        'SVG with a declaration',
        'logo.svg',
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      ],
      [
        'SVG bomb',
        'bomb.svg',
        `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "${'a'.repeat(50)}">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg"><text>&a19;</text></svg>`,
      ],
      [
        'XHTML',
        'page.xhtml',
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
      ],
      ['PDF that is HTML too', 'both.pdf', `%PDF-1.4\n${HTML}`],
      ['HTML before a PDF', 'both.html', `${HTML}\n%PDF-1.4`],
      ['script', 'run.js', 'alert(1)'],
      ['a name that breaks out of the header', 'a"; filename="b.html\r\nx: y', HTML],
    ])('are only ever saved: %s', async (_kind, name, body) => {
      const doc = await uploaded(name, body)
      for (const path of [
        `/api/attachments/${doc.id}/file`,
        `/api/attachments/${doc.id}/file?disposition=inline`,
        await linkOf(doc.id, 'inline'),
      ]) {
        const answer = await ask('GET', path)

        expect(answer).toMatchObject({
          headers: {
            'content-disposition': expect.stringMatching(
              /^attachment; filename="[^"]*"; /,
            ) as unknown,
            'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
            'content-type': 'application/octet-stream',
            'cross-origin-resource-policy': 'same-origin',
            'x-content-type-options': 'nosniff',
          },
          status: 200,
          text: body,
        })
        expect(answer.headers['x']).toBeUndefined()
      }
      expect(codeOf(await ask('GET', `/api/attachments/${doc.id}/thumbnail`))).toEqual([
        404,
        'ATTACHMENT_THUMBNAIL_MISSING',
      ])
      const jobs = await app.sql(
        `select id from jobs where kind = 'crm:make-thumbnail' and input->>'attachment' = $1`,
        [doc.id],
      )

      expect(jobs).toEqual([])
    })

    it('stay pictures when they are scripts too', async () => {
      const gif = await sharp({ create: { background: '#000', channels: 3, height: 1, width: 1 } })
        .gif()
        .toBuffer()
      const doc = await uploaded(
        'both.gif',
        Buffer.concat([gif, Buffer.from(`/*${HTML}*/=1;alert(1)`)]),
      )
      const answer = await ask('GET', `/api/attachments/${doc.id}/file?disposition=inline`)

      // No browser runs a picture as a script where sniffing is off.
      expect(answer.headers).toMatchObject({
        'content-type': 'image/gif',
        'x-content-type-options': 'nosniff',
      })
    })

    it.each([
      [50_000, 50_000],
      [2_000_000_000, 1],
      [10_500, 10_500],
    ])('are refused when they would unfold into %d × %d pixels', async (width, height) => {
      const before = await keysOf('acme')
      const answer = await upload('bomb.png', pngOf(width, height, 10))

      expect(codeOf(answer)).toEqual([422, 'FILES_IMAGE_TOO_LARGE'])
      expect(await keysOf('acme')).toEqual(before)
    })

    it.each([
      ['too large to be decoded', () => pngOf(9000, 9000, 1)],
      ['cut short', () => pngOf(3000, 3000, 10)],
      [
        'full of noise',
        () => Buffer.concat([pngOf(100, 100, 0).subarray(0, 41), randomBytes(90_000)]),
      ],
    ])('do no harm when they are %s', { timeout: 60_000 }, async (_kind, bytes) => {
      const before = process.memoryUsage.rss()
      const doc = await uploaded('bad.png', bytes())
      const job = await jobOf(doc.id)

      expect(job).toMatchObject({ error: { code: 'FILES_IMAGE_REFUSED' }, state: 'failed' })
      expect(process.memoryUsage.rss() - before).toBeLessThan(100 * MB)
      expect((await ask('GET', '/health')).status).toBe(200)
      expect(codeOf(await ask('GET', `/api/attachments/${doc.id}/thumbnail`))).toEqual([
        404,
        'ATTACHMENT_THUMBNAIL_MISSING',
      ])
    })

    it('are refused and leave nothing: empty ones', async () => {
      const before = await keysOf('acme')

      expect(codeOf(await upload('empty.txt', ''))).toEqual([422, 'FILES_EMPTY'])
      expect(await keysOf('acme')).toEqual(before)
    })

    it('are refused and leave nothing: larger ones than are taken, said or not', async () => {
      const before = await keysOf('acme')
      const size = files().maxBytes + 1

      expect(codeOf(await upload('large.bin', Buffer.alloc(size)))).toEqual([
        413,
        'FILES_TOO_LARGE',
      ])
      expect(await streamed(size)).toEqual([413, 'FILES_TOO_LARGE'])
      expect(await keysOf('acme')).toEqual(before)
    })

    it('leave nothing when they break off', async () => {
      const before = await keysOf('acme')
      await brokenOff()

      expect(await keysOf('acme')).toEqual(before)
      expect((await ask('GET', '/health')).status).toBe(200)
    })

    it('leave nothing when their record is refused', async () => {
      const before = await keysOf('acme')
      await app.sql(`create function public.no_files() returns trigger language plpgsql as $$ begin
        raise exception 'refused' using errcode = '23514'; end $$`)
      await app.sql(
        'create trigger no_files before insert on attachments for each row execute function public.no_files()',
      )
      const answer = await upload('a.txt', 'x')
      await app.sql('drop trigger no_files on attachments')

      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(await keysOf('acme')).toEqual(before)
    })

    it.each([
      ['a form', 'a.txt', 'multipart/form-data; boundary=x', [415, 'ATTACHMENT_FORM_UNSUPPORTED']],
      ['no name', ' ', 'text/plain', [400, 'ATTACHMENT_NAME_MISSING']],
    ])('are refused as requests: %s', async (_kind, name, type, code) => {
      expect(codeOf(await upload(name, 'x', { headers: { 'content-type': type } }))).toEqual(code)
    })
  })

  describe('of somebody else', () => {
    it('are not taken for records that are foreign, missing, trashed or no place for files', async () => {
      const trashed = await ask('POST', '/api/deals', { body: { title: 'Gone' } })
      const { id: gone } = (trashed.json as { doc: Doc }).doc
      await ask('DELETE', `/api/deals/${gone}`)
      const before = await keysOf('acme')
      for (const [record, collection] of [
        [foreignDeal, 'deals'],
        [newId(), 'deals'],
        [gone, 'deals'],
        ['x', 'deals'],
        [deal, 'contacts'],
        [deal, 'nothing'],
        [deal, 'payload-preferences'],
        [await anyId('acme', 'users'), 'users'],
        [await anyId('acme', 'users'), '__proto__'],
      ] as const) {
        const answer = await ask('POST', address('a.txt', record, collection), { body: 'x' })

        expect([collection, ...codeOf(answer)]).toEqual([collection, 404, 'RECORD_NOT_FOUND'])
      }
      expect(await keysOf('acme')).toEqual(before)
    })

    it('answer like missing ones on every route', async () => {
      const foreign = await app.signIn('northwind', 'admin@northwind.test')
      const made = await app.request('northwind', 'POST', address('a.txt', foreignDeal), {
        body: 'of northwind',
        token: foreign.token,
      })
      const { id } = (made.json as { doc: Doc }).doc
      for (const route of ['file', 'thumbnail', 'link', 'file?disposition=inline']) {
        const [there, missing] = await Promise.all(
          [id, newId()].map((one) => ask('GET', `/api/attachments/${one}/${route}`)),
        )

        expect(there === undefined ? [] : codeOf(there)).toEqual([404, 'RECORD_NOT_FOUND'])
        expect(there?.text).toBe(missing?.text)
      }
      expect(codeOf(await ask('GET', '/api/attachments/undefined/file'))).toEqual([
        404,
        'RECORD_NOT_FOUND',
      ])
    })

    it('need a session on every route but the signed link', async () => {
      const doc = await uploaded('a.txt', 'x')
      for (const [method, path] of [
        ['POST', address('a.txt')],
        ['GET', `/api/attachments/${doc.id}/file`],
        ['GET', `/api/attachments/${doc.id}/thumbnail`],
        ['GET', `/api/attachments/${doc.id}/link`],
      ] as const) {
        const answer = await app.request('acme', method, path, { body: 'x' })

        expect(codeOf(answer)).toEqual([401, 'SERVER_SIGN_IN_REQUIRED'])
      }
    })

    it('cannot be uploaded by a page of another host with the cookie of a person', async () => {
      const { cookie } = await app.signIn('acme', 'admin@acme.test')
      const answer = await app.request('acme', 'POST', address('a.txt'), {
        body: 'x',
        cookie,
        headers: { origin: app.origin('northwind') },
      })

      expect(answer.status).toBe(403)
    })

    it('cannot be read or changed by who may not read their record', async () => {
      const doc = await uploaded('secret.txt', 'secret')
      const link = await linkOf(doc.id, 'attachment')
      const rep = await app.signIn('acme', 'rep@acme.test')
      const asRep = (method: string, path: string, request: AppRequest = {}) =>
        app.request('acme', method, path, { token: rep.token, ...request })

      expect((await asRep('GET', `/api/attachments/${doc.id}/file`)).status).toBe(200)
      const repLink = await linkOf(doc.id, 'attachment', rep.token)
      expect((await asRep('GET', repLink)).status).toBe(200)
      const [role] = await app.sql(
        `select r.id, r.permissions from roles r where r.tenant_id = $1 and r.key = 'rep'`,
        [app.tenantId('acme')],
      )
      const permissions = role?.['permissions'] as { collections: Record<string, object> }
      const changed = await ask('PATCH', `/api/roles/${String(role?.['id'])}`, {
        body: {
          permissions: {
            ...permissions,
            collections: {
              ...permissions.collections,
              attachments: { create: 'all', delete: 'all', read: 'all', update: 'all' },
              deals: { create: 'none', delete: 'none', read: 'none', update: 'none' },
            },
          },
        },
      })
      expect(changed).toMatchObject({ status: 200 })
      invalidateTenantSessions(app.tenantId('acme'))

      for (const route of ['file', 'thumbnail', 'link']) {
        expect(codeOf(await asRep('GET', `/api/attachments/${doc.id}/${route}`))).toEqual([
          404,
          'RECORD_NOT_FOUND',
        ])
      }
      expect(codeOf(await asRep('GET', repLink))).toEqual([404, 'FILES_LINK_INVALID'])
      expect((await asRep('GET', link)).status).toBe(200)
      expect(codeOf(await asRep('POST', address('a.txt'), { body: 'x' }))).toEqual([
        404,
        'RECORD_NOT_FOUND',
      ])
      const renamed = await asRep('PATCH', `/api/attachments/${doc.id}`, {
        body: { fileName: 'x' },
      })
      const trashed = await asRep('DELETE', `/api/attachments/${doc.id}`)

      expect(codeOf(renamed)).toEqual([404, 'RECORD_NOT_FOUND'])
      expect(codeOf(trashed)).toEqual([404, 'RECORD_NOT_FOUND'])
      expect((await ask('GET', `/api/attachments/${doc.id}/file`)).text).toBe('secret')
    })

    it('cannot be uploaded by who may not create them', async () => {
      const viewer = await app.signIn('acme', 'viewer@acme.test')
      const before = await keysOf('acme')
      const answer = await upload('a.txt', 'x', { token: viewer.token })

      expect(codeOf(answer)).toEqual([403, 'RECORD_FORBIDDEN'])
      expect(await keysOf('acme')).toEqual(before)
    })
  })

  describe('by signed link', () => {
    it('open without a session, on the host of their tenant alone', async () => {
      const doc = await uploaded('a.txt', 'by link')
      const link = await linkOf(doc.id, 'attachment')
      const here = await app.request('acme', 'GET', link)
      const there = await app.request('northwind', 'GET', link)

      expect([here.status, here.text]).toEqual([200, 'by link'])
      expect(codeOf(there)).toEqual([404, 'FILES_LINK_INVALID'])
    })

    it('end with the hour at the latest', async () => {
      const doc = await uploaded('a.txt', 'x')
      const answer = await ask('GET', `/api/attachments/${doc.id}/link?seconds=999999`)
      const { expiresAt } = answer.json as { expiresAt: string }

      expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000)
      const short = await ask('GET', `/api/attachments/${doc.id}/link?seconds=1`)
      await sleep(2100)
      expect(codeOf(await ask('GET', (short.json as { url: string }).url))).toEqual([
        404,
        'FILES_LINK_INVALID',
      ])
    })

    it('are refused alike when forged, cut, trashed, or nonsense', async () => {
      const doc = await uploaded('a.txt', 'x')
      const link = await linkOf(doc.id, 'attachment')
      const [body = '', mac = ''] = link.replace('/files/', '').split('.')
      const later = Buffer.from(body, 'base64url').toString().replace(/^\d/, '9')
      const forged = [
        `${Buffer.from(later).toString('base64url')}.${mac}`,
        `${body}.${mac.slice(1)}A`,
        body,
        `${body}.`,
        'x',
        '..%2f..%2fsecret',
        'a'.repeat(5000),
      ]
      await ask('DELETE', `/api/attachments/${doc.id}`)
      for (const one of [...forged.map((text) => `/files/${text}`), link]) {
        expect(codeOf(await app.request('acme', 'GET', one))).toEqual([404, 'FILES_LINK_INVALID'])
      }
    })

    it('do not stand in the log', async () => {
      const doc = await uploaded('a.txt', 'x')
      const link = await linkOf(doc.id, 'attachment')
      await app.request('acme', 'GET', link)
      await app.request('northwind', 'GET', link)
      await sleep(50)

      expect(JSON.stringify(app.logs())).not.toContain(link.replace('/files/', '').slice(0, 40))
      expect(app.logs().some((line) => line['path'] === '/files/:token')).toBe(true)
    })
  })

  it('are nowhere when the tenant has switched the module off', async () => {
    const doc = await uploaded('a.txt', 'x')
    const link = await linkOf(doc.id, 'attachment')
    await ask('PATCH', '/api/modules/crm', { body: { isOn: false } })
    const answers = await Promise.all([
      ask('GET', `/api/attachments/${doc.id}/file`),
      ask('GET', link),
      upload('a.txt', 'x'),
    ])
    await ask('PATCH', '/api/modules/crm', { body: { isOn: true } })

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await ask('GET', `/api/attachments/${doc.id}/file`)).status).toBe(200)
  })

  async function linkOf(id: string, disposition: string, by = token): Promise<string> {
    const answer = await ask('GET', `/api/attachments/${id}/link?disposition=${disposition}`, {
      token: by,
    })

    expect(answer).toMatchObject({ status: 200 })

    return (answer.json as { url: string }).url
  }

  function open(onAnswer: (status: number, text: string) => void) {
    const request = httpRequest(
      {
        headers: {
          authorization: `Bearer ${token}`,
          host: `acme.localhost:${app.port}`,
          'transfer-encoding': 'chunked',
        },
        host: '127.0.0.1',
        method: 'POST',
        path: address('large.bin'),
        port: app.port,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          onAnswer(response.statusCode ?? 0, Buffer.concat(chunks).toString())
        })
      },
    )

    return request
  }

  /** Sends bytes without saying how many. */
  function streamed(size: number): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      const request = open((status, text) => {
        resolve([status, (JSON.parse(text) as { errors: { code: string }[] }).errors[0]?.code])
      })
      request.on('error', reject)
      const chunk = Buffer.alloc(MB)
      for (let sent = 0; sent < size; sent += MB) {
        request.write(chunk)
      }
      request.end()
    })
  }

  /** Sends the beginning and hangs up. */
  async function brokenOff(): Promise<void> {
    const request = open(() => undefined)
    request.on('error', () => undefined)
    request.write(Buffer.alloc(MB))
    await sleep(300)
    request.destroy()
    await sleep(300)
  }
})

const CRC = new Uint32Array(256).map((_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  }

  return value
})

function chunkOf(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const crc = body.reduce((sum, byte) => (CRC[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8), 0xffffffff)
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4)

  return whole
}

/** A PNG that claims a size and holds the first rows of it. */
function pngOf(width: number, height: number, rows: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)

  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunkOf('IHDR', head),
    chunkOf('IDAT', deflateSync(Buffer.alloc(Math.min(rows * (width + 1), 8 * MB)))),
    chunkOf('IEND', Buffer.alloc(0)),
  ])
}
