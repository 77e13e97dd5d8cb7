import type { Request, Response } from 'express'
import qrCode from 'qrcode'
import { z } from 'zod'

import type { Enrolment } from '../../../identity/index.ts'
import {
  beginEnrolment,
  confirmEnrolment,
  describeSecondFactor,
  disableSecondFactor,
  pendingEnrolment,
} from '../../../identity/index.ts'
import { formBody, parseBody } from '../body.ts'
import { FACTOR_PAGE } from '../requireEnrolment.ts'
import type { FactorPerson } from '../secondFactorPerson.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { visitorOf } from '../visitorOf.ts'
import { hidden, input, notice } from './forms.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { placeOf } from './placeOf.ts'
import { sendPage } from './sendPage.ts'
import type { FormPage } from './types.ts'

const form = z.object({
  act: z.enum(['begin', 'confirm', 'remove']),
  code: z.string().max(40).default(''),
  password: z.string().max(300).default(''),
})

type Settings = { demo: boolean; personOf: (request: Request) => FactorPerson | null }

const say = authTexts.translate

/** One's own second factor: setting it up with a QR code, its recovery codes, switching it off. */
export function factorPage(settings: Settings): FormPage {
  return {
    body: formBody,
    show: async (request, response) => {
      const person = settings.personOf(request)
      if (person === null) {
        response.redirect(303, `/login?redirect=${FACTOR_PAGE}`)
      } else {
        send(request, response, { body: await formFor(person) })
      }
    },
    submit: async (request, response) => {
      const person = settings.personOf(request)
      if (person === null) {
        response.redirect(303, `/login?redirect=${FACTOR_PAGE}`)

        return
      }
      try {
        send(request, response, { body: await act(request, person, settings) })
      } catch (error) {
        const bad = refusalText(person.locale, error)
        const pending = await pendingEnrolment(person)
        const body = pending === undefined ? await formFor(person) : await setUp(person, pending)
        send(request, response, { bad, body, status: 400 })
      }
    },
  }
}

async function act(request: Request, person: FactorPerson, settings: Settings): Promise<Html> {
  const { act: wanted, code, password } = parseBody(form, request.body)
  const { accountId, locale, sessionId } = person
  const visitor = visitorOf(request, settings.demo)
  if (wanted === 'begin') {
    return setUp(person, await beginEnrolment(person))
  }
  if (wanted === 'confirm') {
    const codes = await confirmEnrolment({ accountId, code, ip: visitor.ip, sessionId })

    return html`${notice('good', say(locale, 'factor.activated'))}
      <p>${say(locale, 'factor.recoveryIntro')}</p>
      <ul>
        ${codes.map((each) => html`<li><code>${each}</code></li>`)}
      </ul>
      <p><a href="/">${say(locale, 'factor.goOn')}</a></p>`
  }
  await disableSecondFactor({ accountId, code, password, visitor })

  return html`${notice('good', say(locale, 'factor.removed'))}${await formFor(person)}`
}

async function formFor({ accountId, locale }: FactorPerson): Promise<Html> {
  const { isActive, recoveryCodesLeft } = await describeSecondFactor(accountId)
  if (!isActive) {
    return html`<p>${say(locale, 'factor.beginIntro')}</p>
      <form class="full" method="post">
        ${hidden('act', 'begin')}<button>${say(locale, 'factor.begin')}</button>
      </form>
      <p></p>
      <p><a href="/logout">${say(locale, 'logout.submit')}</a></p>`
  }

  return html`<p>${say(locale, 'factor.active', { count: recoveryCodesLeft })}</p>
    <form class="full" method="post">
      ${hidden('act', 'remove')}
      ${input({
        autoComplete: 'current-password',
        name: 'password',
        text: say(locale, 'fields.password'),
        type: 'password',
      })}
      ${codeInput(locale)}<button class="quiet">${say(locale, 'factor.remove')}</button>
    </form>`
}

async function setUp({ locale }: FactorPerson, { address, secret }: Enrolment): Promise<Html> {
  // Made here from an address of ours: markup that nobody else has written.
  const image: Html = { markup: await qrCode.toString(address, { type: 'svg' }) }

  return html`<p>${say(locale, 'factor.scan')}</p>
    ${image}
    <p>${say(locale, 'factor.type')} <code>${secret}</code></p>
    <form class="full" method="post">
      ${hidden('act', 'confirm')}${codeInput(locale)}
      <button>${say(locale, 'factor.confirm')}</button>
    </form>`
}

function codeInput(locale: string): Html {
  return input({
    autoComplete: 'one-time-code',
    name: 'code',
    text: say(locale, 'factor.code'),
    type: 'text',
  })
}

function send(
  request: Request,
  response: Response,
  page: { bad?: string; body: Html; status?: number },
): void {
  const { locale, name } = placeOf(request)
  sendPage(response, {
    body: html`${notice('bad', page.bad)}${page.body}`,
    head: { name },
    heading: say(locale, 'factor.heading'),
    locale,
    ...(page.status === undefined ? {} : { status: page.status }),
  })
}
