import { createMember } from '../../src/identity/index.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'

/** A password that is nobody else's. */
export const PASSWORD = 'correct horse battery staple'

/** What the person with hidden fields must never see. */
export const HIDDEN = { industry: 'Zanzibar Holdings', revenue: 987_654_321 }

/** The six people of the golden file, by the name they have there. */
export const PEOPLE = ['admin', 'manager', 'rep', 'viewer', 'two roles', 'hidden fields'] as const

/** One of the six, signed in at acme. */
export type Person = { email: string; role: string; token: string; userId: string }

/** Asks acme as somebody. */
export type Ask = (method: string, path: string, request?: AppRequest) => Promise<AppAnswer>

/** A request was refused on the way to what is to be tried; its answer is the outcome. */
export class RefusedBefore extends Error {
  answer: AppAnswer

  /** Keeps the answer that ended the attempt. */
  constructor(answer: AppAnswer) {
    super(answer.text)
    this.answer = answer
  }
}

/** The JSON of an answer that succeeded; throws `RefusedBefore`. */
export async function done<T>(asked: AppAnswer | Promise<AppAnswer>): Promise<T> {
  const answer = await asked
  if (answer.status >= 300) {
    throw new RefusedBefore(answer)
  }

  return answer.json as T
}

/** Asks acme as the bearer of a token. */
export function askAs(app: TestApp, token: string): Ask {
  return (method, path, request = {}) => app.request('acme', method, path, { token, ...request })
}

/** Everybody of the golden file, and somebody in the team of the one with two roles. */
export async function makePeople(
  app: TestApp,
): Promise<{ mate: string; people: Record<string, Person> }> {
  const admin = askAs(app, (await app.signIn('acme', 'admin@acme.test')).token)
  const made = async (path: string, body: object) =>
    (await done<{ doc: { id: string } }>(admin('POST', path, { body }))).doc.id
  const role = (name: string, permissions: object) =>
    made('/api/roles', { name: { en: name }, permissions })
  const team = await made('/api/teams', { name: 'Team of two roles' })
  const further = await role('Team updater', {
    actions: [],
    collections: { companies: { read: 'team', update: 'team' } },
  })
  const fields = await role('Hidden fields', {
    actions: [],
    collections: {
      '*': {
        create: 'all',
        delete: 'all',
        export: 'all',
        import: 'all',
        read: 'all',
        update: 'all',
      },
    },
    fields: { companies: { description: 'readOnly', industry: 'hidden', revenue: 'hidden' } },
  })
  const mate = await made('/api/users', { name: 'Mate', team })
  const people: Record<string, Person> = {}
  for (const name of ['admin', 'manager', 'rep', 'viewer']) {
    people[name] = await personOf(app, `${name}@acme.test`, name)
  }
  for (const [name, given, extra] of [
    ['two roles', undefined, further],
    ['hidden fields', fields, undefined],
  ] as const) {
    const email = `${name.replace(' ', '')}@example.test`
    await newMember(app, email, 'viewer')
    const [user] = await app.sql('select id from users where email = $1', [email])
    await done(
      admin('PATCH', `/api/users/${String(user?.['id'])}`, {
        body: { team, ...(given === undefined ? {} : { role: given }) },
      }),
    )
    if (extra !== undefined) {
      await made('/api/user-roles', { role: extra, user: user?.['id'] })
    }
    people[name] = await personOf(app, email, given === undefined ? 'viewer' : 'fields', PASSWORD)
  }

  return { mate, people }
}

/** An active user with `PASSWORD`. */
export async function newMember(app: TestApp, email: string, roleKey: string): Promise<void> {
  const tenantId = app.tenantId('acme')
  await createMember({ email, name: 'Somebody', password: PASSWORD, roleKey, tenantId })
}

async function personOf(
  app: TestApp,
  email: string,
  role: string,
  password?: string,
): Promise<Person> {
  const { token, userId } = await app.signIn(
    'acme',
    email,
    password === undefined ? {} : { password },
  )

  return { email, role, token, userId }
}
