import { expect } from 'vitest'

import type { AppAnswer } from './testApp.ts'

/** The body of every refusal. */
export type Refusal = { errors: { code: string; field?: string; message: string }[] }

/** What a correlation id looks like. */
export const CORRELATION = /^[\w.-]{8,64}$/

/** Expects the one shape that refusals have. */
export function expectRefusal(answer: AppAnswer): void {
  const { errors } = answer.json as Refusal

  expect(Object.keys(answer.json as object)).toEqual(['errors'])
  expect(errors.length).toBeGreaterThan(0)
  for (const error of errors) {
    expect(error.code).toMatch(/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/)
    expect(error.message.length).toBeGreaterThan(5)
    expect(['string', 'undefined']).toContain(typeof error.field)
  }
  expect(answer.headers['x-correlation-id']).toMatch(CORRELATION)
}
