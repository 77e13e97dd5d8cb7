import type { PendingChange } from 'tenon/plugin'

import { cleanFileName } from './cleanFileName.ts'

/** Keeps of a file's name what can stand in every file system and header. */
export function nameAttachments(changes: readonly PendingChange[]): Promise<void> {
  for (const { after, before } of changes) {
    const name = after?.['fileName']
    if (after !== null && typeof name === 'string' && name !== before?.['fileName']) {
      after['fileName'] = cleanFileName(name)
    }
  }

  return Promise.resolve()
}
