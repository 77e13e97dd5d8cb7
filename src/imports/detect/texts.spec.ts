import { expect, it } from 'vitest'

import { parseBoolean } from './booleans.ts'
import { isEmail, parseUrl } from './texts.ts'

it.each([
  ['http://www.escobar.org/', 'http://www.escobar.org/'],
  ['example.com/shop', 'https://example.com/shop'],
  [
    "Mayumi's (on the World Wide Web)#http://www.microsoft.com/accessdev/mayumi.htm#",
    'http://www.microsoft.com/accessdev/mayumi.htm',
  ],
  ['https://example.com/#top', 'https://example.com/#top'],
  ['#CAJUN.HTM#', null],
  ['ask Peter', null],
])('reads the address %s as %s', (text, url) => {
  expect(parseUrl(text)).toBe(url)
})

it.each([
  ['xreese@hall-donovan.com', true],
  ['a@b', false],
  ['two@a.com, three@b.com', false],
])('tells whether %s is an e-mail address', (text, verdict) => {
  expect(isEmail(text)).toBe(verdict)
})

it.each([
  ['Yes', true],
  ['nein', false],
  ['1', true],
  ['0', false],
  ['maybe', null],
])('reads %s as %s', (text, verdict) => {
  expect(parseBoolean(text)).toBe(verdict)
})
