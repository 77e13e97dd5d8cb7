'use client'

import type { ApiFault } from '../ui/callApi.ts'
import { ApiError } from '../ui/callApi.ts'

/** Hangs a file on a record; throws `ApiError`. */
export async function uploadFile(
  file: File,
  target: { collection: string; id: string },
): Promise<void> {
  const query = new URLSearchParams({
    collection: target.collection,
    name: file.name,
    record: target.id,
  })
  const response = await fetch(`/api/attachments/upload?${query.toString()}`, {
    body: file,
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    method: 'POST',
  })
  if (!response.ok) {
    const { errors } = (await response.json().catch(() => ({}))) as { errors?: ApiFault[] }
    throw new ApiError(response.status, errors ?? [{ message: response.statusText }])
  }
}
