import { Readable } from 'node:stream'

import { files } from '../../files/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import type { DemoFile } from './types.ts'

/** Stores the bytes of demo attachments; does nothing in a process that only fills a database. */
export async function storeDemoFiles(wanted: readonly DemoFile[]): Promise<void> {
  try {
    for (const { content, key } of wanted) {
      await files().put(key, Readable.from([Buffer.from(content)]))
    }
  } catch (error) {
    if (!isTenonError(error, 'FILES_NOT_OPENED')) {
      throw error
    }
  }
}
