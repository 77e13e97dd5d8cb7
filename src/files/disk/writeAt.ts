import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/**
 * Writes behind the first `offset` bytes of a file and gives the new length. What a lost attempt had
 * written there is cut off: the committed length alone says where a file ends.
 */
export async function writeAt(path: string, offset: number, text: string): Promise<number> {
  const bytes = Buffer.from(text, 'utf8')
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    await file.truncate(offset)
    await file.write(bytes, 0, bytes.length, offset)
    await file.datasync()
  } finally {
    await file.close()
  }

  return offset + bytes.length
}
