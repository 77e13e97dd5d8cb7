import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'

/** What was written to a file, as a manifest names it. */
export type Spooled = { bytes: number; rows: number; sha256: string }

/** A file of lines being written, counted and digested on the way. */
export class LineFile {
  #bytes = 0
  readonly #handle: FileHandle
  readonly #hash = createHash('sha256')
  #rows = 0

  private constructor(handle: FileHandle) {
    this.#handle = handle
  }

  /** Begins a file anew. */
  static async create(path: string): Promise<LineFile> {
    return new LineFile(await open(path, 'w', 0o600))
  }

  /** Adds lines, each without its end. */
  async add(lines: readonly string[]): Promise<void> {
    if (lines.length > 0) {
      const bytes = Buffer.from(`${lines.join('\n')}\n`, 'utf8')
      this.#hash.update(bytes)
      this.#bytes += bytes.length
      this.#rows += lines.length
      await this.#handle.write(bytes)
    }
  }

  /** Closes the file and says what it holds. */
  async close(): Promise<Spooled> {
    await this.#handle.close()

    return { bytes: this.#bytes, rows: this.#rows, sha256: this.#hash.digest('hex') }
  }
}
