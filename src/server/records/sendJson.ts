import type { Response } from 'express'

/** Answers with JSON text as it stands; without the digest and the checks that `send` spends on it. */
export function sendJson(response: Response, text: string): void {
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.setHeader('content-length', Buffer.byteLength(text))
  response.end(text)
}
