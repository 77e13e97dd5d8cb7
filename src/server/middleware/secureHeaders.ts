import type { RequestHandler } from 'express'

/** Headers that keep answers from being framed, sniffed or named to other sites. */
export const secureHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader(
    'content-security-policy',
    "frame-ancestors 'self'; base-uri 'self'; object-src 'none'",
  )
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('x-frame-options', 'SAMEORIGIN')
  next()
}
