import type { Response } from 'express'

import type { Period } from '../../collection/index.ts'
import { PERIODS, recordErrors, summariseRecords } from '../../collection/index.ts'
import { requestContext } from '../requestContext.ts'
import type { RecordRequest } from './recordRequest.ts'
import { readableWhere, requirePrincipal } from './recordRequest.ts'

const MEASURES = ['avg', 'max', 'min', 'sum'] as const
const MOST_FIELDS = 8

/**
 * `GET /api/<slug>/summary?by=stage.kind&sum=amount`: counts, and sums, averages and bounds of fields
 * (`sum`, `avg`, `min`, `max`: lists parted by commas), by one field or two; `period` puts dates
 * together in days, weeks, months, quarters or years of the person's time zone, or else the tenant's.
 */
export async function answerSummary(request: RecordRequest, response: Response): Promise<void> {
  const { query } = request
  const by = listOf(query['by'])
  if (by === undefined) {
    throw recordErrors.QUERY_INVALID({ reason: 'a summary needs "by"' })
  }
  const measures = Object.fromEntries(
    MEASURES.flatMap((measure) => {
      const fields = listOf(query[measure])

      return fields === undefined ? [] : [[measure, fields] as const]
    }),
  )
  const timeZone = requirePrincipal().timeZone ?? requestContext.getStore()?.tenant.timeZone
  const { groups, isCut } = await summariseRecords({
    by,
    collection: request.model.slug,
    ...limitOf(query['limit']),
    measures,
    period: periodOf(query['period']),
    ...(timeZone === undefined ? {} : { timeZone }),
    where: readableWhere(request),
  })
  response.json({ groups, isCut })
}

function listOf(value: unknown): string[] | undefined {
  if (value === undefined || value === '') {
    return undefined
  }
  const list = typeof value === 'string' ? value.split(',').map((part) => part.trim()) : []
  if (list.length === 0 || list.length > MOST_FIELDS || list.includes('')) {
    throw recordErrors.QUERY_INVALID({
      reason: `"by", "sum", "avg", "min" and "max" are lists of up to ${MOST_FIELDS} fields`,
    })
  }

  return list
}

function periodOf(value: unknown): Period | undefined {
  const period = PERIODS.find((one) => one === value)
  if (value !== undefined && period === undefined) {
    throw recordErrors.QUERY_INVALID({ reason: `period must be one of ${PERIODS.join(', ')}` })
  }

  return period
}

function limitOf(value: unknown): { limit?: number } {
  if (value === undefined) {
    return {}
  }
  if (typeof value !== 'string' || !/^[1-9]\d{0,8}$/.test(value)) {
    throw recordErrors.QUERY_INVALID({ reason: 'limit must be a whole number' })
  }

  return { limit: Number(value) }
}
