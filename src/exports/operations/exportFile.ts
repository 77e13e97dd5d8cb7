import { join } from 'node:path'

import { requireTenantScope } from '../../kernel/scope/index.ts'
import { exportsErrors } from '../errors.ts'
import { exists, EXPORTS_FOLDER } from '../files.ts'
import type { ExportView } from '../types.ts'

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/jsonl; charset=utf-8',
  tenant: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Where the finished file of an export lies and how it is offered; throws while it is made, and once it is gone. */
export async function exportFile(
  dataDir: string,
  view: ExportView,
): Promise<{ name: string; path: string; type: string }> {
  if (view.state === 'queued' || view.state === 'running') {
    throw exportsErrors.NOT_READY({})
  }
  const { expiresAt, file, format } = view
  const path = join(dataDir, EXPORTS_FOLDER, requireTenantScope().tenantId, file ?? '')
  const isKept = expiresAt !== null && Date.parse(expiresAt) > Date.now()
  if (file === null || !isKept || !(await exists(path))) {
    throw exportsErrors.EXPIRED({})
  }
  const day = (view.finishedAt ?? view.createdAt).slice(0, 10)
  const extension = file.slice(file.lastIndexOf('.'))

  return {
    name: `${view.collection ?? 'tenant'}-${day}${extension}`,
    path,
    type: TYPES[format ?? ''] ?? 'application/octet-stream',
  }
}
