import path from 'node:path'

import type { Browser, Page, Request } from 'playwright-core'

const SETTLE_MS = 700
const QUIET_MS = 500
const REST_MS = 30_000
// Stays open for as long as anybody looks at the tenant.
const STREAM = '/api/stream'
const SCREENSHOTS = path.resolve(import.meta.dirname, 'screenshots')

/** Somebody at a browser of their own, signed in to a tenant. */
export type Person = {
  /** Sends JSON to the API the way a script of the page does. */
  call: (method: string, path: string, body?: object) => Promise<{ body: string; status: number }>
  close: () => Promise<void>
  /** Errors that scripts of the page threw. */
  errors: string[]
  /** Opens a path of the tenant's host and waits until the screen is at rest. */
  open: (path: string) => Promise<void>
  /** Addresses of other hosts that the page asked for. */
  outside: string[]
  page: Page
  /** Leaves a picture of the screen in `tests/e2e/screenshots`. */
  picture: (name: string) => Promise<void>
  /** Waits until the page has asked for nothing for a while; the stream of changes aside. */
  rest: () => Promise<void>
}

/** Signs in through the page, as a person does, and ends up in the admin. */
export async function signIn(args: {
  browser: Browser
  dark?: boolean
  email: string
  locale?: string
  origin: string
}): Promise<Person> {
  const context = await args.browser.newContext({
    colorScheme: args.dark === true ? 'dark' : 'light',
    locale: args.locale ?? 'en-GB',
    viewport: { height: 900, width: 1500 },
  })
  const page = await context.newPage()
  const outside: string[] = []
  const errors: string[] = []
  const own = new URL(args.origin).host
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.host !== own) {
      outside.push(request.url())
    }
  })
  page.on('pageerror', (error) => {
    errors.push(error.message)
  })
  const rest = watchRequests(page)
  const person: Person = {
    call: (method, target, body) => callFrom(page, method, target, body),
    close: () => context.close(),
    errors,
    open: async (target) => {
      await page.goto(args.origin + target)
      await rest()
    },
    outside,
    page,
    picture: async (name) => {
      // Titles of related records are fetched once their row is on the screen.
      await page.waitForTimeout(SETTLE_MS)
      await rest()
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) })
    },
    rest,
  }

  await person.open('/admin')
  await page.locator('input[name=email]').fill(args.email)
  await page.locator('input[name=password]').fill('tenon-demo')
  await page.locator('main button').click()
  await page.waitForURL(/\/admin/)
  await page.locator('.tenon-nav-header').waitFor()
  await rest()

  return person
}

/** Playwright's own idle network would wait for the stream as well. */
function watchRequests(page: Page): () => Promise<void> {
  const running = new Set<Request>()
  let last = Date.now()
  const end = (request: Request) => {
    running.delete(request)
    last = Date.now()
  }
  page.on('request', (request) => {
    if (!new URL(request.url()).pathname.startsWith(STREAM)) {
      running.add(request)
      last = Date.now()
    }
  })
  page.on('requestfinished', end)
  page.on('requestfailed', end)

  return async () => {
    const until = Date.now() + REST_MS
    while (running.size > 0 || Date.now() - last < QUIET_MS) {
      if (Date.now() > until) {
        const open = [...running].map((request) => request.url()).join(', ')
        throw new Error(`The page is not at rest: ${open}`)
      }
      await page.waitForTimeout(QUIET_MS / 10)
    }
  }
}

async function callFrom(
  page: Page,
  method: string,
  target: string,
  body?: object,
): Promise<{ body: string; status: number }> {
  return page.evaluate(
    async ([verb, path_, json]) => {
      const answer = await fetch(path_, {
        ...(json === undefined
          ? {}
          : { body: json, headers: { 'content-type': 'application/json' } }),
        method: verb,
      })

      return { body: await answer.text(), status: answer.status }
    },
    [method, target, body === undefined ? undefined : JSON.stringify(body)] as const,
  )
}
