import type { Change } from '../../collection/index.ts'
import { recordErrors } from '../../collection/index.ts'

/** The change that the body of a PATCH means: Payload's screens trash and restore by sending `deletedAt` alone. */
export function updateOf(
  id: string,
  body: Record<string, unknown>,
): Exclude<Change, { op: 'create' }> {
  const { version, ...data } = body
  if (Object.keys(data).length === 1 && 'deletedAt' in data) {
    return { id, op: data['deletedAt'] === null ? 'restore' : 'trash' }
  }
  if (version !== undefined && !Number.isSafeInteger(version)) {
    throw recordErrors.FIELD_INVALID({ field: 'version', reason: 'must be a whole number' })
  }

  return {
    data,
    id,
    op: 'update',
    ...(version === undefined ? {} : { version: version as number }),
  }
}
