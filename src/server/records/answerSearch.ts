import type { Request, Response } from 'express'
import { parse } from 'qs-esm'

import { recordErrors, searchRecords } from '../../collection/index.ts'
import { requirePrincipal } from './recordRequest.ts'

const DEFAULT_LIMIT = 10
const MOST = 50

/** `GET /api/search?q=&in=&limit=`: records of all collections, or of those named, by words. */
export async function answerSearch(
  request: Request,
  response: Response,
  isOpen: (slug: string) => boolean,
): Promise<void> {
  requirePrincipal()
  const at = request.originalUrl.indexOf('?')
  const query = parse(at < 0 ? '' : request.originalUrl.slice(at + 1), { depth: 1 })
  const { in: within, limit = String(DEFAULT_LIMIT), q } = query
  if (typeof q !== 'string' || (within !== undefined && typeof within !== 'string')) {
    throw recordErrors.QUERY_INVALID({
      reason: 'a search needs "q", and "in" is a list of collections parted by commas',
    })
  }
  if (typeof limit !== 'string' || !/^[1-9]\d{0,8}$/.test(limit)) {
    throw recordErrors.QUERY_INVALID({ reason: 'limit must be a whole number' })
  }
  const slugs = (within ?? '')
    .split(',')
    .map((slug) => slug.trim())
    .filter((slug) => slug !== '')
  const docs = await searchRecords({
    ...(slugs.length === 0 ? {} : { collections: slugs }),
    isOpen,
    limit: Math.min(Number(limit), MOST),
    text: q,
  })
  response.json({ docs })
}
