import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import type { Ask, Person } from './rightsRoutesPeople.ts'
import { done, HIDDEN, newMember, PASSWORD } from './rightsRoutesPeople.ts'

/** What an attempt works with: the person, and the administrator who prepares what it needs. */
export type Here = {
  admin: Ask
  /** Somebody with a fresh session and nobody else's account, who may do what the person may do for themselves. */
  another: () => Promise<{ ask: Ask; email: string; token: string }>
  app: TestApp
  ask: Ask
  /** Makes a company with values in the hidden fields, of the administrator unless another owner is named. */
  company: (owner?: string) => Promise<string>
  /** The user in the team of the person with two roles. */
  mate: string
  person: Person
}

/** One thing to try on one route. */
export type Try = {
  ask: (here: Here) => Promise<AppAnswer>
  /** What makes it different from others on the same route. */
  name?: string
  /** True where not even an administrator gets a yes, and why. */
  nobody?: string
  route: string
}

/** One attempt without anything to prepare. */
export function plain(route: string, body?: unknown, query = ''): Try {
  const [method = '', path = ''] = route.split(' ')

  return {
    ask: ({ ask }) => ask(method, `${path}${query}`, body === undefined ? {} : { body }),
    route,
  }
}

/** A form as pages send it. */
export function formRequest(values: Record<string, string>) {
  return {
    body: new URLSearchParams(values).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }
}

/** What an attempt works with, for one person. */
export function hereOf(args: {
  admin: Ask
  app: TestApp
  askAs: (token: string) => Ask
  mate: string
  person: Person
}): Here {
  const { admin, app, askAs, mate, person } = args

  return {
    admin,
    another: async () => {
      const email = `${unique()}@example.test`
      await newMember(
        app,
        email,
        ['fields', 'viewer'].includes(person.role) ? 'viewer' : person.role,
      )
      const opened = await app.request('acme', 'POST', '/api/auth/login', {
        body: { email, password: PASSWORD },
      })
      const { token } = await done<{ token: string }>(opened)

      return { ask: askAs(token), email, token }
    },
    app,
    ask: askAs(person.token),
    company: async (owner) => {
      const body = {
        ...HIDDEN,
        name: `Company ${unique()}`,
        ...(owner === undefined ? {} : { owner }),
      }
      const { doc } = await done<{ doc: { id: string } }>(admin('POST', '/api/companies', { body }))

      return doc.id
    },
    mate,
    person,
  }
}

/** A text unlike any before. */
export function unique(): string {
  return Math.random().toString(36).slice(2)
}

/**
 * The class of an answer: `yes`, `yes without <fields>` where the administrator was shown more, or the
 * status with the code of the refusal, also of the one row of a change of many.
 */
export function outcomeOf(answer: AppAnswer, admin: AppAnswer): string {
  const { errors, results } = (answer.json ?? {}) as {
    errors?: { code?: string }[]
    results?: { error?: { code?: string }; ok?: boolean }[]
  }
  if (answer.status >= 400) {
    return `${answer.status} ${errors?.[0]?.code ?? ''}`.trim()
  }
  const refused = results?.find(({ ok }) => ok === false)?.error ?? errors?.[0]
  if (refused !== undefined) {
    return `row refused ${refused.code ?? ''}`
  }
  const missing = ['industry', 'revenue'].filter(
    (field) => shows(admin, field) && !shows(answer, field),
  )

  return missing.length === 0 ? 'yes' : `yes without ${missing.join(', ')}`
}

function shows({ text }: AppAnswer, field: string): boolean {
  return new RegExp(String.raw`\b${field}\b`, 'i').test(text)
}
